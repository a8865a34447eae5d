package org.multimodalneurons.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.model.Kernels.Convolution;
import org.multimodalneurons.model.Kernels.Product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

class CalibrationTest {

    private static final Map<Enum<?>, Double> MEASURED = Map.of(
            Convolution.PACKED,
            2.,
            Convolution.FUSED,
            2.5,
            Convolution.PLAIN,
            3.,
            Product.PACKED,
            6.,
            Product.GEMM,
            5.,
            Product.CONVOLUTION,
            4.);

    @TempDir
    private Path folder;

    @Test
    void theFastestWaysAreChosen() {
        assertEquals(
                new Kernels(Convolution.PACKED, Product.CONVOLUTION, Precision.FULL),
                new Calibration(MEASURED).kernels());
    }

    @Test
    void aGainWithinTheNoiseChangesNothing() {
        var calibration = new Calibration(
                Map.of(Convolution.FUSED, 3., Convolution.PLAIN, 2.9, Product.GEMM, 4., Product.CONVOLUTION, 3.9));
        assertEquals(new Kernels(Convolution.FUSED, Product.GEMM, Precision.FULL), calibration.kernels());
    }

    @Test
    void whatDoesNotRunHereIsNotChosenAndIsNamed() {
        var calibration = new Calibration(Map.of(Convolution.PLAIN, 3., Product.GEMM, 5.));
        assertEquals(Kernels.PLAIN, calibration.kernels());
        assertEquals(
                "convolution plain (packed does not run here, fused does not run here, plain 3.0 ms); matrix product gemm"
                        + " (packed does not run here, gemm 5.0 ms, convolution does not run here)",
                calibration.describe());
    }

    @Test
    void aMachineIsMeasuredOnce() {
        Path file = folder.resolve("new/calibration.properties");
        Calibration first = Calibration.of(file, "this, 2 threads", () -> MEASURED);
        Calibration second = Calibration.of(file, "this, 2 threads", () -> fail("measured again"));
        assertEquals(first.describe(), second.describe());
    }

    @Test
    void anotherMachineIsMeasuredAnew() {
        Path file = folder.resolve("calibration.properties");
        Calibration.of(file, "this, 2 threads", () -> MEASURED);
        var other = Map.<Enum<?>, Double>of(Convolution.PLAIN, 1., Product.GEMM, 1.);
        assertEquals(
                Kernels.PLAIN,
                Calibration.of(file, "this, 4 threads", () -> other).kernels());
    }

    @Test
    void aFileThatKnowsOtherKernelsIsMeasuredAnew() throws IOException {
        Path file = folder.resolve("calibration.properties");
        Calibration.of(file, "this", () -> MEASURED);
        Files.writeString(file, Files.readString(file).replace("product.packed", "product.former"));
        var other = Map.<Enum<?>, Double>of(Convolution.PLAIN, 1., Product.GEMM, 1.);
        assertEquals(Kernels.PLAIN, Calibration.of(file, "this", () -> other).kernels());
    }

    @Test
    void aDamagedFileIsMeasuredAnew() throws IOException {
        Path file = folder.resolve("calibration.properties");
        Calibration.of(file, "this", () -> MEASURED);
        Files.writeString(file, Files.readString(file).replace("product.gemm=5.0", "product.gemm=fast"));
        assertEquals(
                new Calibration(MEASURED).describe(),
                Calibration.of(file, "this", () -> MEASURED).describe());
        Files.writeString(file, "machine=\\u00zz");
        assertEquals(
                new Calibration(MEASURED).describe(),
                Calibration.of(file, "this", () -> MEASURED).describe());
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNothingButTheMeasurement() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "in the way").resolve("calibration.properties");
        assertEquals(
                new Calibration(MEASURED).kernels(),
                Calibration.of(blocked, "this", () -> MEASURED).kernels());
    }

    @Test
    void thisMachineHasAWayForEach() {
        String told = PyTorch.kernels();
        assertTrue(
                told.matches("convolution \\w+ \\(.*plain [0-9.]+ ms.*\\); matrix product \\w+ \\(.*gemm [0-9.]+ ms.*"),
                told);
    }
}
