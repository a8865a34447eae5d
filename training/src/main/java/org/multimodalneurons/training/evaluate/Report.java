package org.multimodalneurons.training.evaluate;

import java.util.List;

import org.multimodalneurons.training.Accuracy;

/** A Markdown document that grows line by line. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    /** A heading and a paragraph below it; both may be read without the rest. */
    Report section(String heading, String paragraph) {
        text.append("\n## ").append(heading).append("\n\n").append(paragraph).append("\n\n");
        return this;
    }

    /** The head of a table. */
    Report table(String... columns) {
        row(List.of(columns));
        text.append("|").append("---|".repeat(columns.length)).append("\n");
        return this;
    }

    /** A row of a table. */
    Report row(String... cells) {
        return row(List.of(cells));
    }

    /** A row of what was recognised. */
    Report row(String what, Accuracy accuracy) {
        int n = accuracy.count();
        return row(
                what,
                String.valueOf(n),
                new Proportion(accuracy.first() * n, n).toString(),
                new Proportion(accuracy.firstFive() * n, n).toString(),
                new Proportion(accuracy.oneOf20() * n, n).toString());
    }

    private Report row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    /** A line as it stands. */
    Report line(String line) {
        text.append(line).append("\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
