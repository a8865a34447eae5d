package org.multimodalneurons.embed;

import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.multimodalneurons.UserException;

/** The cosine of every embedding of one set with every embedding of another: images x images, or images x texts. */
public final class CosineMatrix {

    /** The longest array that every Java virtual machine allows. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final List<String> rows;
    private final List<String> columns;
    private final float[] cosines;

    private CosineMatrix(List<String> rows, List<String> columns, float[] cosines) {
        this.rows = rows;
        this.columns = columns;
        this.cosines = cosines;
    }

    /**
     * Compares two sets; give the same one twice to compare it with itself.
     *
     * @param rows one row for each of these, raw or unit
     * @param columns one column for each of these, raw or unit
     * @throws UserException when the two come from different models, or make more than two thousand million cosines
     */
    public static CosineMatrix of(Embeddings rows, Embeddings columns) {
        rows.requireComparable(columns);
        long count = (long) rows.size() * columns.size();
        if (count > MOST)
            throw new UserException("A matrix of " + rows.size() + " rows and " + columns.size() + " columns has "
                    + count + " cosines, more than the " + MOST
                    + " that fit into one image. Compare fewer embeddings at a time.");
        float[][] a = rows.unit().vectors();
        float[][] b = columns.unit().vectors();
        float[] cosines = new float[(int) count];
        int i = 0;
        for (float[] row : a) for (float[] column : b) cosines[i++] = (float) Vectors.dot(row, column);
        return new CosineMatrix(rows.labels(), columns.labels(), cosines);
    }

    /** The labels of the rows. */
    public List<String> rows() {
        return rows;
    }

    /** The labels of the columns. */
    public List<String> columns() {
        return columns;
    }

    /**
     * One cosine, -1 to 1.
     *
     * @param row from 0
     * @param column from 0
     */
    public float get(int row, int column) {
        return cosines[row * columns.size() + column];
    }

    /** The matrix as a new image: x = columns, y = rows. */
    public Img<FloatType> image() {
        return ArrayImgs.floats(cosines.clone(), columns.size(), rows.size());
    }
}
