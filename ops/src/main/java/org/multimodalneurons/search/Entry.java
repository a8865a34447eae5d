package org.multimodalneurons.search;

import java.io.IOException;
import java.util.Set;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;

/** What an index holds of a file: a document with a vector, or with what is wrong with it. */
final class Entry {

    /** The field of vectors. */
    static final String VECTOR = "vector";

    private static final String FILE = "file";
    private static final String BYTES = "bytes";
    private static final String MODIFIED = "modified";
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    private static final String ERROR = "error";

    private Entry() {}

    /** What finds a file. */
    static Term key(String file) {
        return new Term(FILE, file);
    }

    static Document image(String file, FileFacts facts, int width, int height, float[] unit) {
        Document document = file(file, facts);
        document.add(new NumericDocValuesField(WIDTH, width));
        document.add(new NumericDocValuesField(HEIGHT, height));
        FieldType type = KnnFloatVectorField.createFieldType(unit.length, VectorSimilarityFunction.DOT_PRODUCT);
        document.add(new KnnFloatVectorField(VECTOR, unit, type));
        return document;
    }

    static Document unreadable(String file, FileFacts facts, String error) {
        Document document = file(file, facts);
        document.add(new StringField(ERROR, ERROR, Field.Store.NO));
        document.add(new StoredField(ERROR, error));
        return document;
    }

    private static Document file(String file, FileFacts facts) {
        Document document = new Document();
        document.add(new StringField(FILE, file, Field.Store.YES));
        document.add(new NumericDocValuesField(BYTES, facts.bytes()));
        document.add(new NumericDocValuesField(MODIFIED, facts.modified()));
        return document;
    }

    /** What finds all files that cannot be read. */
    static Term anyFault() {
        return new Term(ERROR, ERROR);
    }

    static FileFacts facts(LeafReader part, int document) throws IOException {
        return new FileFacts(number(part, BYTES, document), number(part, MODIFIED, document));
    }

    static String file(LeafReader part, int document) throws IOException {
        return file(part.storedFields(), document);
    }

    static String file(StoredFields stored, int document) throws IOException {
        return stored.document(document, Set.of(FILE)).get(FILE);
    }

    static Fault fault(LeafReader part, int document) throws IOException {
        Document stored = part.storedFields().document(document);
        return new Fault(stored.get(FILE), stored.get(ERROR));
    }

    static Found found(LeafReader part, int document, double cosine) throws IOException {
        return new Found(file(part, document), cosine, (int) number(part, WIDTH, document), (int)
                number(part, HEIGHT, document));
    }

    private static long number(LeafReader part, String field, int document) throws IOException {
        NumericDocValues values = part.getNumericDocValues(field);
        return values != null && values.advanceExact(document) ? values.longValue() : 0;
    }
}
