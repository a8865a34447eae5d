package org.multimodalneurons.plugin.probe;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

import ij.measure.ResultsTable;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/** A neuron card as a web page of one file, with its picture and its table inside. */
final class CardPage {

    private static final String STYLE = "body{font:15px sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "img{max-width:100%}table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:left;"
            + "border-bottom:1px solid #ddd}";

    private CardPage() {}

    /**
     * Saves a page; the file is replaced as a whole, or not at all.
     *
     * @throws UserException when it cannot be written
     */
    static void save(Path file, String title, String subtitle, BufferedImage picture, ResultsTable table) {
        try {
            String page = page(title, subtitle, picture, table);
            WholeFile.write(file, draft -> Files.writeString(draft, page));
        } catch (IOException e) {
            throw new UserException(
                    "The card cannot be saved to " + file + ": " + WholeFile.reason(e)
                            + ". Choose a folder that can be written to and has room.",
                    e);
        }
    }

    private static String page(String title, String subtitle, BufferedImage picture, ResultsTable table)
            throws IOException {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.append(escaped(title)).append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>");
        page.append(escaped(title))
                .append("</h1>\n<p>")
                .append(escaped(subtitle))
                .append("</p>\n<p><img alt=\"");
        page.append(escaped(title)).append("\" src=\"data:image/png;base64,").append(encoded(picture));
        page.append("\"></p>\n<table>\n");
        row(page, "th", List.of(table.getHeadings()));
        for (int row = 0; row < table.size(); row++) {
            int at = row;
            row(
                    page,
                    "td",
                    List.of(table.getHeadings()).stream()
                            .map(heading -> table.getStringValue(heading, at))
                            .toList());
        }
        return page.append("</table>\n</body></html>\n").toString();
    }

    private static void row(StringBuilder page, String cell, List<String> values) {
        page.append("<tr>");
        for (String value : values)
            page.append('<')
                    .append(cell)
                    .append('>')
                    .append(escaped(value))
                    .append("</")
                    .append(cell)
                    .append('>');
        page.append("</tr>\n");
    }

    private static String encoded(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
