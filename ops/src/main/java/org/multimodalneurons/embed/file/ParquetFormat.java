package org.multimodalneurons.embed.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.multimodalneurons.Progress;
import org.multimodalneurons.UserException;
import org.multimodalneurons.WholeFile;

/**
 * Apache Parquet, by its own Java library: a column of strings for each heading, of doubles for X and Y, and the column
 * Embedding of lists of floats. Read are also files of others, with the vectors in the only column of lists, or in columns E1, E2, ...
 */
final class ParquetFormat implements TableFormat {

    private static final String VECTORS = "Embedding";
    private static final String MISSING = "";

    @Override
    public void write(EmbeddingTable table, Path file, Progress progress) throws IOException {
        WholeFile.write(file, draft -> write(table, new LocalOutputFile(draft), progress));
    }

    static void write(EmbeddingTable table, OutputFile file, Progress progress) throws IOException {
        MessageType schema = schema(table.headings());
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(file)
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .build()) {
            for (int row = 0; row < table.texts().size(); row++) {
                writer.write(line(
                        schema,
                        table.headings(),
                        table.texts().get(row),
                        table.vectors().get(row)));
                progress.report(row + 1, table.texts().size(), "Saving embeddings");
                progress.throwIfCancelled();
            }
        } catch (RuntimeException e) { // which the library makes of a full disk at the end of a file
            if (e.getCause() instanceof IOException fault) throw fault;
            throw e;
        }
    }

    private static Group line(MessageType schema, List<String> headings, List<String> texts, float[] values) {
        Group line = new SimpleGroup(schema);
        for (int i = 0; i < headings.size(); i++) {
            String text = texts.get(i);
            if (!EmbeddingTable.isNumber(headings.get(i))) line.append(headings.get(i), text);
            else if (!text.isEmpty()) line.append(headings.get(i), Double.parseDouble(text));
        }
        Group vector = line.addGroup(VECTORS);
        for (float value : values) vector.addGroup("list").append("element", value);
        return line;
    }

    private static MessageType schema(List<String> headings) {
        var message = Types.buildMessage();
        for (String heading : headings)
            if (EmbeddingTable.isNumber(heading))
                message.optional(PrimitiveTypeName.DOUBLE).named(heading);
            else
                message.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(heading);
        return message.requiredList()
                .requiredElement(PrimitiveTypeName.FLOAT)
                .named(VECTORS)
                .named("embeddings");
    }

    @Override
    public EmbeddingTable read(Path file, Progress progress) throws IOException {
        var rows = new EmbeddingTable.Rows();
        Columns columns = null;
        try (ParquetReader<Group> reader = new Reader(new LocalInputFile(file)).build()) {
            long lines = lines(file);
            for (Group line = reader.read(); line != null; line = reader.read()) {
                if (columns == null) columns = Columns.of(line.getType(), file);
                rows.add(columns.texts(line), columns.vector(line));
                progress.report(rows.size(), lines, "Reading embeddings");
                progress.throwIfCancelled();
            }
        } catch (LinkageError e) {
            throw new IOException(
                    "it is compressed in a way that cannot be read here; write it with snappy, zstd or without compression",
                    e);
        } catch (UserException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // of a damaged file the library says so in many ways
            throw new IOException("it is damaged or no Parquet file", e);
        }
        return rows.table("The file " + file, columns == null ? List.of() : columns.headings());
    }

    private static long lines(Path file) throws IOException {
        var options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader whole = ParquetFileReader.open(new LocalInputFile(file), options)) {
            return whole.getRecordCount();
        }
    }

    private static final class Reader extends ParquetReader.Builder<Group> {

        Reader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    /**
     * Which fields of a file hold what.
     *
     * @param texts fields that are read as texts
     * @param list the field of lists of numbers; -1 where the vectors lie in several fields
     * @param components fields of one number each, where there is no such list
     */
    private record Columns(GroupType schema, List<Integer> texts, int list, List<Integer> components) {

        static Columns of(GroupType schema, Path file) {
            List<Integer> lists = fields(schema, Columns::isNumbers);
            if (lists.size() > 1)
                throw new UserException("The file " + file + " has several columns of lists of numbers: "
                        + String.join(", ", names(schema, lists)) + "; keep the one that holds the embeddings.");
            List<Integer> components = lists.isEmpty() ? components(schema, file) : List.<Integer>of();
            List<Integer> texts =
                    fields(schema, field -> field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED));
            return new Columns(
                    schema,
                    texts.stream().filter(field -> !components.contains(field)).toList(),
                    lists.isEmpty() ? -1 : lists.get(0),
                    components);
        }

        private static List<Integer> fields(GroupType schema, Predicate<Type> wanted) {
            return IntStream.range(0, schema.getFieldCount())
                    .filter(i -> wanted.test(schema.getType(i)))
                    .boxed()
                    .toList();
        }

        private static List<String> names(GroupType schema, List<Integer> fields) {
            return fields.stream().map(schema::getFieldName).toList();
        }

        /** A list as Parquet annotates it: one repeated group of one number. */
        private static boolean isNumbers(Type field) {
            if (field.isPrimitive() || field.asGroupType().getFieldCount() != 1) return false;
            Type repeated = field.asGroupType().getType(0);
            return repeated.isRepetition(Type.Repetition.REPEATED)
                    && !repeated.isPrimitive()
                    && repeated.asGroupType().getFieldCount() == 1
                    && isNumber(repeated.asGroupType().getType(0));
        }

        private static List<Integer> components(GroupType schema, Path file) {
            List<Integer> numbers = fields(schema, Columns::isNumber);
            return EmbeddingTable.components(names(schema, numbers), "The file " + file).stream()
                    .map(numbers::get)
                    .toList();
        }

        private static boolean isNumber(Type field) {
            if (!field.isPrimitive()) return false;
            PrimitiveTypeName type = field.asPrimitiveType().getPrimitiveTypeName();
            return type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
        }

        List<String> headings() {
            return names(schema, texts);
        }

        List<String> texts(Group line) {
            return texts.stream()
                    .map(field -> line.getFieldRepetitionCount(field) == 0 ? MISSING : line.getValueToString(field, 0))
                    .toList();
        }

        float[] vector(Group line) {
            if (list < 0) return values(components.size(), i -> number(line, components.get(i)));
            if (line.getFieldRepetitionCount(list) == 0) return new float[0];
            Group elements = line.getGroup(list, 0);
            return values(elements.getFieldRepetitionCount(0), i -> number(elements.getGroup(0, i), 0));
        }

        private interface Values {

            float at(int index);
        }

        private static float[] values(int count, Values values) {
            float[] vector = new float[count];
            for (int i = 0; i < count; i++) vector[i] = values.at(i);
            return vector;
        }

        /** NaN, which no embedding may hold, where there is none. */
        private static float number(Group line, int field) {
            if (line.getFieldRepetitionCount(field) == 0) return Float.NaN;
            Type type = line.getType().getType(field);
            return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
                    ? line.getFloat(field, 0)
                    : (float) line.getDouble(field, 0);
        }
    }
}
