package org.multimodalneurons.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

import org.multimodalneurons.model.Layer;

/**
 * How the units of one layer usually respond: what a response is large or small against.
 *
 * @param layer the layer
 * @param images how many pictures were looked at
 * @param mean of each unit's responses
 * @param deviation their standard deviation
 * @param quantiles [units][levels]: smallest, 1, 5, 10, 25, 50, 75, 90, 95, 99 %, largest
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier of numbers, never compared
public record ReferenceStatistics(Layer layer, int images, float[] mean, float[] deviation, float[][] quantiles) {

    /** The shares of responses that lie at or below the quantiles. */
    private static final double[] LEVELS = {0, .01, .05, .1, .25, .5, .75, .9, .95, .99, 1};

    /** The shares, 0 to 1. */
    static double[] levels() {
        return LEVELS.clone();
    }

    /** How many standard deviations a response lies above the mean; NaN for a unit that never varies. */
    public double z(int unit, double response) {
        return deviation[unit] > 0 ? (response - mean[unit]) / deviation[unit] : Double.NaN;
    }

    /** The share of usual responses below this one, 0 to 100, interpolated between the quantiles. */
    public double percentile(int unit, double response) {
        float[] marks = quantiles[unit];
        if (response <= marks[0]) return 0;
        for (int i = 1; i < marks.length; i++)
            if (response <= marks[i]) {
                double share = (response - marks[i - 1]) / (marks[i] - marks[i - 1]);
                return 100 * (LEVELS[i - 1] + share * (LEVELS[i] - LEVELS[i - 1]));
            }
        return 100;
    }

    /** Writes them in a form that {@link #read} reads. */
    public void write(DataOutputStream out) throws IOException {
        out.writeUTF(layer.name());
        out.writeUTF(layer.kind().name());
        out.writeInt(layer.units());
        out.writeInt(images);
        for (int unit = 0; unit < layer.units(); unit++) {
            out.writeFloat(mean[unit]);
            out.writeFloat(deviation[unit]);
            for (float mark : quantiles[unit]) out.writeFloat(mark);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ReferenceStatistics read(DataInputStream in) throws IOException {
        String name = in.readUTF();
        String kind = in.readUTF();
        int units = in.readInt();
        int images = in.readInt();
        if (units < 1 || units > 1 << 20) throw new IOException("a layer of " + units + " units");
        float[] mean = new float[units];
        float[] deviation = new float[units];
        float[][] quantiles = new float[units][LEVELS.length];
        for (int unit = 0; unit < units; unit++) {
            mean[unit] = in.readFloat();
            deviation[unit] = in.readFloat();
            for (int i = 0; i < LEVELS.length; i++) quantiles[unit][i] = in.readFloat();
        }
        return new ReferenceStatistics(
                new Layer(name, Layer.Kind.valueOf(kind), units), images, mean, deviation, quantiles);
    }
}
