package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/** Commas, one line of headings, then a line for each embedding; UTF-8. */
final class CsvFormat implements TableFormat {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final float[] NONE = {};

    @Override
    public void write(EmbeddingTable table, Path file, Progress progress) throws IOException {
        WholeFile.write(file, draft -> write(table, draft, table.vectors().get(0).length, progress));
    }

    /** @param components how many of each vector; 0: the texts alone */
    static void write(EmbeddingTable table, Path draft, int components, Progress progress) throws IOException {
        try (Writer writer = Files.newBufferedWriter(draft);
                CSVPrinter printer = new CSVPrinter(writer, FORMAT)) {
            List<String> headings = new ArrayList<>(table.headings());
            IntStream.rangeClosed(1, components).forEach(i -> headings.add("E" + i));
            printer.printRecord(headings);
            for (int row = 0; row < table.texts().size(); row++) {
                for (String text : table.texts().get(row)) printer.print(text);
                float[] vector = components == 0 ? NONE : table.vectors().get(row);
                for (int i = 0; i < components; i++) printer.print(Float.toString(vector[i]));
                printer.println();
                progress.report(row + 1, table.texts().size(), "Saving embeddings");
                progress.throwIfCancelled();
            }
        }
    }

    @Override
    public EmbeddingTable read(Path file, Progress progress) throws IOException {
        try (FileChannel bytes = FileChannel.open(file);
                CSVParser parser =
                        CSVParser.parse(Channels.newReader(bytes, StandardCharsets.UTF_8.newDecoder(), -1), FORMAT)) {
            var records = parser.iterator();
            if (!records.hasNext())
                throw new UserException("The file " + file + " is empty; it should hold embeddings.");
            List<String> headings = headings(records.next());
            List<Integer> components = EmbeddingTable.components(headings, "The file " + file);
            List<Integer> texts = IntStream.range(0, headings.size())
                    .filter(i -> !components.contains(i))
                    .boxed()
                    .toList();
            var rows = new EmbeddingTable.Rows();
            while (records.hasNext()) {
                CSVRecord line = records.next();
                if (line.size() != headings.size())
                    throw new UserException("The file " + file + ", line " + parser.getCurrentLineNumber() + ": found "
                            + line.size() + " cells, the headings are " + headings.size() + ".");
                rows.add(texts.stream().map(line::get).toList(), vector(line, components, headings, file));
                progress.report(bytes.position(), bytes.size(), "Reading embeddings");
                progress.throwIfCancelled();
            }
            return rows.table(
                    "The file " + file, texts.stream().map(headings::get).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<String> headings(CSVRecord line) {
        List<String> headings = new ArrayList<>(line.stream().map(String::strip).toList());
        if (headings.get(0).startsWith(BYTE_ORDER_MARK))
            headings.set(0, headings.get(0).substring(1));
        return headings;
    }

    private static float[] vector(CSVRecord line, List<Integer> components, List<String> headings, Path file) {
        float[] vector = new float[components.size()];
        for (int i = 0; i < vector.length; i++) {
            String cell = line.get(components.get(i));
            try {
                vector[i] = Float.parseFloat(cell);
            } catch (NumberFormatException e) {
                throw new UserException(
                        "The file " + file + ", row " + (line.getRecordNumber() - 1) + ", column "
                                + headings.get(components.get(i)) + ": \"" + cell + "\" is no number.",
                        e);
            }
        }
        return vector;
    }
}
