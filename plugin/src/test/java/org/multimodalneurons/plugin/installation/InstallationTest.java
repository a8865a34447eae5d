package org.multimodalneurons.plugin.installation;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multimodalneurons.plugin.installation.Finding.Status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InstallationTest {

    @TempDir
    private Path folder;

    @Test
    void aBuildOfItsOwnHasNoProblemAndTellsAllOfIt() {
        List<Finding> findings = Installation.check();
        assertEquals(List.of(), Finding.of(Status.PROBLEM, findings));
        List<String> properties = findings.stream().map(Finding::property).toList();
        for (String property : List.of(
                "Multimodal Neurons",
                "ImageJ",
                "Java",
                "Engine",
                "Device",
                "Threads",
                "SIMD",
                "Kernels",
                "Native library",
                "DJL cache folder",
                "System",
                "Java's memory",
                "Memory of the machine",
                "Model",
                "Model in memory",
                "DJL",
                "PyTorch natives"))
            assertTrue(properties.contains(property), () -> property + " is not among " + properties);
    }

    @Test
    void aSecondCopyOfTheEngineIsAProblemThatNamesBothJars() throws Exception {
        Path old = jar("api-0.28.0.jar", "ai/djl/engine/Engine.class", "");
        Finding djl = finding("DJL", old);
        assertEquals(Status.PROBLEM, djl.status());
        assertTrue(djl.value().contains(old.toString()) && djl.value().contains("api-0.35"), djl.value());
    }

    @Test
    void aSecondCopyOfACommonLibraryIsAWarning() throws Exception {
        Path old = jar("gson-2.2.jar", "com/google/gson/Gson.class", "");
        Finding gson = finding("Gson", old);
        assertEquals(Status.WARNING, gson.status());
        assertTrue(gson.value().contains(old.toString()), gson.value());
    }

    @Test
    void partsOfDjlThatWereNotMadeForOneAnotherAreNamed() throws Exception {
        Path old = jar("api-0.28.0.jar", "ai/djl/engine/api.properties", "djl_version=0.28.0");
        try (URLClassLoader loader = alone(
                old,
                jar("pytorch-engine.jar", "pytorch-engine.properties", "djl_version=0.35.1\npytorch_version=2.7.1"))) {
            String text = new ClassPathFindings(loader).all().toString();
            assertTrue(text.contains("version 0.28.0 in " + old + " does not fit"), text);
            assertTrue(text.contains("which wants 0.35.1"), text);
        }
    }

    @Test
    void nativesOfAnotherPlatformAreNamed() throws Exception {
        String resource = "native/lib/pytorch.properties";
        Path wrong = jar("natives-win.jar", resource, "version=2.7.1\nclassifier=win-x86_64");
        Path right = jar("natives-linux.jar", resource, "version=2.7.1\nclassifier=linux-x86_64");
        Path second = jar("natives-older.jar", resource, "version=1.9.0\nclassifier=linux-x86_64");
        assertEquals(Map.of(Status.PROBLEM, 1L, Status.WARNING, 1L), statuses(natives("linux-x86_64", wrong)));
        assertEquals(Map.of(Status.OK, 1L), statuses(natives("linux-x86_64", right)));
        assertEquals(Map.of(Status.WARNING, 1L, Status.OK, 1L), statuses(natives("linux-x86_64", wrong, right)));
        List<Finding> both = natives("linux-x86_64", right, second);
        assertEquals(Map.of(Status.PROBLEM, 1L), statuses(both));
        assertTrue(both.get(0).value().contains(right + " and " + second), both.toString());
    }

    @Test
    void aMissingLibraryIsNamedWithTheRemedy() throws Exception {
        try (URLClassLoader empty = alone()) {
            Finding jna = new ClassPathFindings(empty)
                    .all().stream()
                            .filter(found -> found.property().equals("JNA"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(Status.PROBLEM, jna.status());
            assertTrue(jna.value().contains("Unpack the whole zip"), jna.value());
        }
    }

    @Test
    void aPartThatCannotBeLookedAtIsAFindingAndNoFailure() {
        List<Finding> found = Installation.guarded("Engine", () -> {
            throw new NoClassDefFoundError("ai/djl/engine/Engine");
        });
        assertEquals(List.of(Finding.problem("Engine", "ai/djl/engine/Engine")), found);
    }

    @Test
    void anotherPyTorchInTheProcessIsNamed() {
        Set<Path> loaded = EngineFindings.torchLibraries(List.of(
                "7f00-7f01 r-xp 00000000 08:01 12   /home/me/.djl.ai/pytorch/2.7.1/libtorch_cpu.so",
                "7f02-7f03 r-xp 00000000 08:01 13   /opt/other plugin/libtorch_cpu.so",
                "7f04-7f05 r-xp 00000000 08:01 14   /usr/lib/libc.so.6"));
        List<Finding> others = EngineFindings.others(loaded, Path.of("/home/me/.djl.ai/pytorch/2.7.1"));
        assertEquals(1, others.size());
        assertTrue(others.get(0).value().startsWith("/opt/other plugin/libtorch_cpu.so"), others.toString());
    }

    @Test
    void theSimdLevelFollowsFromTheProcessorsFlags() {
        assertEquals("AVX2", level("amd64", "flags\t\t: fpu sse2 fma avx avx2 avx512f"));
        assertEquals("AVX-512", level("amd64", "flags\t\t: fma avx2 avx512f avx512dq avx512bw avx512vl"));
        assertEquals("none beyond SSE", level("amd64", "flags\t\t: fpu sse2 avx"));
        assertEquals("NEON", level("aarch64", "Features\t: fp asimd"));
        assertEquals("SVE", level("aarch64", "Features\t: fp asimd sve"));
        assertEquals("unknown", level("amd64", "model name : a processor"));
    }

    private static String level(String architecture, String line) {
        return Simd.level(architecture, List.of("processor\t: 0", line)).orElse("unknown");
    }

    private static Map<Status, Long> statuses(List<Finding> findings) {
        return findings.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Finding::status, java.util.stream.Collectors.counting()));
    }

    private static List<Finding> natives(String platform, Path... jars) throws IOException {
        try (URLClassLoader loader = alone(jars)) {
            return new ClassPathFindings(loader).natives(platform);
        }
    }

    private static Finding finding(String property, Path jar) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url(jar)}, InstallationTest.class.getClassLoader())) {
            return new ClassPathFindings(loader)
                    .all().stream()
                            .filter(found -> found.property().equals(property))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private static URLClassLoader alone(Path... jars) throws MalformedURLException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) urls[i] = url(jars[i]);
        return new URLClassLoader(urls, null);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    private Path jar(String name, String entry, String content) throws IOException {
        Path jar = folder.resolve("a folder").resolve(name);
        Files.createDirectories(jar.getParent());
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
