package org.multimodalneurons.op;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multimodalneurons.Progress;
import org.multimodalneurons.RandomClip;
import org.multimodalneurons.UserException;
import org.multimodalneurons.attack.Answer;
import org.multimodalneurons.attack.Attack;
import org.multimodalneurons.attack.AttackStyle;
import org.multimodalneurons.attack.AttackTrial;
import org.multimodalneurons.attack.Hijack;
import org.multimodalneurons.attack.HijackedUnits;
import org.multimodalneurons.attack.Ink;
import org.multimodalneurons.attack.Layout;
import org.multimodalneurons.attack.Lettering;
import org.multimodalneurons.attack.StrongestAttack;
import org.multimodalneurons.attack.StroopTest;
import org.multimodalneurons.attack.SuccessRate;
import org.multimodalneurons.attack.TextLayer;
import org.multimodalneurons.attack.TextSize;
import org.multimodalneurons.attack.Typeface;
import org.multimodalneurons.attack.defence.Filling;
import org.multimodalneurons.attack.defence.ReadingDirections;
import org.multimodalneurons.attack.defence.TextRegions;
import org.multimodalneurons.attack.defence.TextRemoval;
import org.multimodalneurons.attack.defence.WrittenPairs;
import org.multimodalneurons.embed.Clusters;
import org.multimodalneurons.embed.Contrast;
import org.multimodalneurons.embed.CosineMatrix;
import org.multimodalneurons.embed.Duplicates;
import org.multimodalneurons.embed.Embedder;
import org.multimodalneurons.embed.EmbeddingSet;
import org.multimodalneurons.embed.Embeddings;
import org.multimodalneurons.embed.Outliers;
import org.multimodalneurons.embed.Projection;
import org.multimodalneurons.embed.Scored;
import org.multimodalneurons.embed.SimilarityMap;
import org.multimodalneurons.embed.Windows;
import org.multimodalneurons.embed.ZeroShot;
import org.multimodalneurons.embed.classifier.ClassifierFile;
import org.multimodalneurons.embed.classifier.ClassifierTraining;
import org.multimodalneurons.embed.classifier.Examples;
import org.multimodalneurons.embed.classifier.HeldOut;
import org.multimodalneurons.embed.classifier.TrainedClassifier;
import org.multimodalneurons.embed.file.EmbeddingFile;
import org.multimodalneurons.image.RgbImage;
import org.multimodalneurons.model.ClipModel;
import org.multimodalneurons.model.Layer;
import org.multimodalneurons.model.Precision;
import org.multimodalneurons.model.Unit;
import org.multimodalneurons.probe.ActivationMaps;
import org.multimodalneurons.probe.Attribution;
import org.multimodalneurons.probe.ConceptResponses;
import org.multimodalneurons.probe.ConceptSet;
import org.multimodalneurons.probe.ConditionalProbability.Share;
import org.multimodalneurons.probe.Dissection;
import org.multimodalneurons.probe.Dissection.UnitNames;
import org.multimodalneurons.probe.EmotionAtlas;
import org.multimodalneurons.probe.FamilyMember;
import org.multimodalneurons.probe.NeuronCard;
import org.multimodalneurons.probe.PhraseArithmetic;
import org.multimodalneurons.probe.PictureKinds;
import org.multimodalneurons.probe.Pooling;
import org.multimodalneurons.probe.Responses;
import org.multimodalneurons.probe.Saliency;
import org.multimodalneurons.probe.Selection;
import org.multimodalneurons.probe.Selectivity;
import org.multimodalneurons.probe.Sign;
import org.multimodalneurons.probe.TextLayers;
import org.multimodalneurons.search.Found;
import org.multimodalneurons.search.ImageIndex;
import org.multimodalneurons.search.IndexJob;
import org.multimodalneurons.search.IndexPlace;
import org.multimodalneurons.search.Query;
import org.multimodalneurons.text.Prompts;
import org.multimodalneurons.visualize.ActivationAtlas;
import org.multimodalneurons.visualize.Caption;
import org.multimodalneurons.visualize.DeepDream;
import org.multimodalneurons.visualize.Drawing;
import org.multimodalneurons.visualize.FacetTraining;
import org.multimodalneurons.visualize.Facets;
import org.multimodalneurons.visualize.FeatureVisualization;
import org.multimodalneurons.visualize.Gallery;
import org.multimodalneurons.visualize.LayerView;
import org.multimodalneurons.visualize.Objective;
import org.multimodalneurons.visualize.Objectives;
import org.multimodalneurons.visualize.Recipe;
import org.yaml.snakeyaml.Yaml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The index that SciJava Ops reads: every line names a method that exists, runs and does what the library does. */
class OpsIndexTest {

    private static final String PROMPTS = "a picture of a {} | {}";
    private static final List<String> LABELS = List.of("dog", "pizza");
    private static final List<String> ALTERNATIVES = List.of("grass");
    private static final List<String> WORDS = List.of("happy", "sad", "angry", "tired");
    private static final AttackTrial TRIAL = new AttackTrial(
            "it",
            "dog",
            new Attack("pizza", "pizza"),
            new AttackStyle(Lettering.paper(), Layout.paper(), TextSize.paper()),
            .08,
            new AttackTrial.Outcome(new Answer("dog", .9, .1), new Answer("pizza", .8, .8)),
            List.of());
    private static final String LAYER = "layer3.0.add";
    private static final String TEXT_LAYER = "text.resblocks.0.mlp";

    @TempDir
    static Path folder;

    private static ClipModel clip;
    private static Map<String, Object> arguments;
    private static final EmbeddingSet EMBEDDINGS =
            EmbeddingSet.of(new Embeddings("a model", List.of("a", "b", "c", "d", "e", "f"), new float[][] {
                {1, 0}, {9, 1}, {1, .2f}, {0, 1}, {.1f, 1}, {-1, 3}
            }));

    private static Map<String, Expectation> expectations;

    @BeforeAll
    static void openModelAndImages() {
        clip = ClipModel.open(RandomClip.write(folder));
        Img<ARGBType> image = picture(70, 52);
        arguments = Map.ofEntries(
                Map.entry("clip", clip),
                Map.entry("path", folder.toFile()),
                Map.entry("precision", Precision.FULL),
                Map.entry("image", image),
                Map.entry("images", List.of(image, picture(40, 64), picture(30, 30), picture(64, 80), picture(90, 41))),
                Map.entry("caption", "a dog"),
                Map.entry("captions", List.of("a dog", "a pizza", "a cat")),
                Map.entry("labels", LABELS),
                Map.entry("prompts", PROMPTS),
                Map.entry("alternatives", ALTERNATIVES),
                Map.entry("example", picture(30, 30)),
                Map.entry("size", 24),
                Map.entry("stride", 12),
                Map.entry("steps", 3),
                Map.entry("phrase", "bored"),
                Map.entry("words", WORDS),
                Map.entry("count", 2),
                Map.entry("factors", 1),
                Map.entry("layer", LAYER),
                Map.entry("textLayer", TEXT_LAYER),
                Map.entry("set", conceptSet()),
                Map.entry("folder", folder.resolve("set/shape/dot").toFile()),
                Map.entry("facets", facets("layer2.0")),
                Map.entry("facet", "red"),
                Map.entry("concept", "dot"),
                Map.entry("seed", 3L),
                Map.entry("target", LAYER),
                Map.entry("iterations", 1),
                Map.entry("strength", 2d),
                Map.entry("power", 2d),
                Map.entry("unit", LAYER + ":3"),
                Map.entry("units", List.of(LAYER + ":3-4")),
                Map.entry("kept", folder.resolve("gallery").toFile()),
                Map.entry("grid", 1),
                Map.entry("text", "dog"),
                Map.entry("layout", "centred"),
                Map.entry("letterSize", "8 % cover"),
                Map.entry("filling", "Inpainting"),
                Map.entry("inks", "red, green=#104010"),
                Map.entry("colourWords", List.of("red", "green")),
                Map.entry("control", "hello"),
                Map.entry("attack", "dog"),
                Map.entry("attacks", List.of("dog", "$$$ = pizza")),
                Map.entry("trueClasses", List.of("dog", "pizza", "dog", "pizza", "dog")),
                Map.entry("classes", LABELS),
                Map.entry("trials", List.of(TRIAL, TRIAL)),
                Map.entry("attacked", picture(70, 52)),
                Map.entry("wanted", "pizza"),
                Map.entry("ink", .2),
                Map.entry("budget", 20),
                Map.entry("width", 1d),
                Map.entry("method", "UMAP"),
                Map.entry("radius", .1),
                Map.entry("neighbours", 2),
                Map.entry("threshold", .9),
                Map.entry("most", 4),
                Map.entry("min", 10d),
                Map.entry("embeddings", EMBEDDINGS),
                Map.entry("embeddingFile", embeddingFile()),
                Map.entry("folds", 2),
                Map.entry("examples", examples()),
                Map.entry("classifier", classifier()),
                Map.entry("classifierFile", classifierFile()),
                Map.entry("max", 200d));
        expectations = expectations();
    }

    @AfterAll
    static void closeModel() {
        clip.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("index")
    void everyLineOfTheIndexNamesAMethodThatDoesWhatTheLibraryDoes(Line line) throws Exception {
        Method method = line.method();
        assertTrue(Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()));
        assertEquals(method.getParameterCount(), line.inputs().size(), "parameters in the index");
        Object[] inputs = line.inputs().stream()
                .map(name -> assertPresent(arguments.get(name), "no argument for parameter " + name))
                .toArray();
        Object result = method.invoke(null, inputs);
        Expectation expected = assertPresent(expectations.get(line.key()), "no expectation for " + line.key());
        expected.check(result);
    }

    @Test
    void everyPublicStaticMethodOfTheOpsIsInTheIndex() {
        TreeSet<String> indexed = new TreeSet<>();
        for (Line line : index()) indexed.add(line.method().toString());
        TreeSet<String> written = new TreeSet<>();
        for (Class<?> type : List.of(
                ModelOps.class,
                EmbedOps.class,
                EmbeddingFileOps.class,
                MapOps.class,
                AttributionOps.class,
                ArithmeticOps.class,
                AttackOps.class,
                AttackSearchOps.class,
                AttackTextOps.class,
                ClassifierOps.class,
                DefenceOps.class,
                DissectionOps.class,
                DreamOps.class,
                FacetOps.class,
                HijackOps.class,
                ProbeOps.class,
                SearchOps.class,
                SetOps.class,
                VisualizeOps.class))
            for (Method method : type.getDeclaredMethods())
                if (Modifier.isPublic(method.getModifiers())) written.add(method.toString());
        assertEquals(written, indexed);
    }

    @Test
    void anEmptyPathMeansTheSetThatShipsWithTheLibrary() {
        List<Share> shares = ProbeOps.conditionalProbability(new File(""), LAYER + ":3", 1., 4, 1L, clip);
        assertEquals(
                Set.of("drawing", "line", "text"),
                shares.stream().map(Share::label).collect(Collectors.toSet()));
    }

    @Test
    void anUnknownFillingIsTold() {
        UserException fault = assertThrows(UserException.class, () -> DefenceOps.removeText(picture(20, 20), "paint"));
        assertTrue(fault.getMessage().contains("inpainting or blur"), fault.getMessage());
    }

    @Test
    void everyOpIsDescribedAndNamedInTheClipNamespace() {
        for (Line line : index()) {
            assertTrue(line.description().strip().length() > 10, line.key());
            for (String name : line.names()) assertTrue(name.matches("clip\\.[a-zA-Z]+"), name);
        }
    }

    /** Two concepts of two pictures each in two modalities, beside the model. */
    private static File conceptSet() {
        try {
            for (String concept : List.of("dot", "bar"))
                for (String modality : List.of("red", "blue"))
                    for (int i = 0; i < 2; i++) {
                        Path file = folder.resolve("set/shape/" + concept + "/" + modality + "/" + i + ".png");
                        Files.createDirectories(file.getParent());
                        var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
                        var graphics = picture.createGraphics();
                        graphics.setColor(modality.equals("red") ? Color.RED : Color.BLUE);
                        if (concept.equals("dot")) graphics.fillOval(10 + 9 * i, 20, 30, 30);
                        else graphics.fillRect(10 + 9 * i, 5, 6, 50);
                        graphics.dispose();
                        ImageIO.write(picture, "png", file.toFile());
                    }
            return folder.resolve("set").toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNearest(float[] query, List<?> found) {
        Path indexed = ((File) arguments.get("folder")).toPath();
        try (ImageIndex index = ImageIndex.open(IndexPlace.in(indexed), clip.identity())) {
            List<Found> best = index.search(Query.near(query), 2);
            assertEquals(2, found.size());
            for (int i = 0; i < 2; i++) assertEquals(best.get(i).cosine(), ((Found) found.get(i)).cosine(), 1e-6);
        }
    }

    private static File embeddingFile() {
        Path file = folder.resolve("embeddings.csv");
        new EmbeddingFile(file).write(EMBEDDINGS, Progress.NONE);
        return file.toFile();
    }

    /** Six vectors of the model, of which each second is a pizza. */
    private static EmbeddingSet examples() {
        List<String> labels = List.of("a dog", "a pizza", "dogs", "pizzas", "the dog", "the pizza");
        Embeddings texts = new Embedder(clip).texts(labels, Progress.NONE);
        return EmbeddingSet.of(texts).grouped(item -> item.label().contains("dog") ? "dog" : "pizza");
    }

    private static TrainedClassifier classifier() {
        return ClassifierTraining.of(Examples.of(examples(), List.of()))
                .folds(2)
                .seed(3)
                .run(Progress.NONE)
                .classifier();
    }

    private static File classifierFile() {
        Path file = folder.resolve("it.classifier.json");
        ClassifierFile.write(classifier(), file);
        return file.toFile();
    }

    private static void expectClassifiers(Map<String, Expectation> expected, RgbImage image) {
        expected.put("clip.trainClassifier/5", result -> {
            TrainedClassifier trained = (TrainedClassifier) result;
            assertEquals(LABELS, trained.labels());
            assertEquals("a picture of a {} | {}", trained.prompts());
        });
        expected.put(
                "clip.crossValidate/3",
                result -> assertEquals(classifier().summary().logLoss(), ((HeldOut) result).logLoss(), 1e-9));
        expected.put("clip.applyClassifier/3", result -> {
            Embeddings seen = new Embedder(clip).images(List.of(image), List.of("it"), Progress.NONE);
            List<?> said = (List<?>) result;
            for (int k = 0; k < 2; k++)
                assertEquals(classifier().probabilities(seen)[0][k], ((Scored<?>) said.get(k)).probability(), 1e-5);
        });
        expected.put(
                "clip.writeClassifier/2",
                result -> assertEquals(
                        LABELS, ClassifierFile.read(((File) result).toPath()).labels()));
        expected.put(
                "clip.readClassifier/1",
                result -> assertEquals(classifier().summary(), ((TrainedClassifier) result).summary()));
    }

    private static void expectFiles(Map<String, Expectation> expected) {
        expected.put(
                "clip.readEmbeddings/1", result -> assertEquals(EMBEDDINGS.items(), ((EmbeddingSet) result).items()));
        expected.put("clip.writeEmbeddings/2", result -> {
            EmbeddingSet written = new EmbeddingFile(((File) result).toPath()).read("", Progress.NONE);
            assertEquals(EMBEDDINGS.items(), written.items());
            assertArrayEquals(
                    EMBEDDINGS.embeddings().vectors(), written.embeddings().vectors());
        });
    }

    private static void expectSets(Map<String, Expectation> expected) {
        float[][] vectors = EMBEDDINGS.embeddings().vectors();
        expected.put(
                "clip.project/3",
                result -> assertArrayEquals(
                        Projection.UMAP.of(EMBEDDINGS.embeddings().unit().vectors(), 3, Progress.NONE),
                        (double[][]) result));
        expected.put("clip.kMeans/3", result -> assertEquals(Clusters.kMeans(vectors, 2, 3, Progress.NONE), result));
        expected.put("clip.dbscan/3", result -> assertEquals(Clusters.dbscan(vectors, .1, 2, Progress.NONE), result));
        expected.put("clip.duplicates/3", result -> assertEquals(Duplicates.of(vectors, .9, 4, Progress.NONE), result));
        expected.put("clip.outliers/2", result -> assertEquals(Outliers.of(vectors, 2, Progress.NONE), result));
    }

    private static void expectProbe(Map<String, Expectation> expected, List<RgbImage> images) {
        Layer layer = clip.image().layer(LAYER);
        expected.put("clip.responses/3", result -> {
            Img<?> responses = (Img<?>) result;
            assertArrayEquals(new long[] {layer.units(), images.size(), 2}, responses.dimensionsAsLongArray());
            Responses.of(clip, List.of(layer))
                    .images(
                            images,
                            (item, read, mean, max) -> {
                                assertEquals(
                                        mean[1], ((RealType<?>) responses.getAt(1, item, 0)).getRealFloat(), 1e-5f);
                                assertEquals(max[1], ((RealType<?>) responses.getAt(1, item, 1)).getRealFloat(), 1e-5f);
                            },
                            Progress.NONE);
        });
        Layer textLayer = TextLayers.layer(clip, TEXT_LAYER);
        expected.put("clip.textResponses/3", result -> {
            Img<?> read = (Img<?>) result;
            assertArrayEquals(new long[] {textLayer.units(), 3, 2}, read.dimensionsAsLongArray());
            Responses.of(clip, List.of(textLayer))
                    .captions(
                            List.of("a dog", "a pizza", "a cat"),
                            (item, layerRead, mean, max) -> {
                                assertEquals(mean[1], ((RealType<?>) read.getAt(1, item, 0)).getRealFloat(), 1e-5f);
                                assertEquals(max[1], ((RealType<?>) read.getAt(1, item, 1)).getRealFloat(), 1e-5f);
                            },
                            Progress.NONE);
        });
        File set = (File) arguments.get("set");
        var responses = ConceptResponses.of(clip, ConceptSet.open(set.toPath()), layer, Pooling.MEAN, Progress.NONE);
        expected.put(
                "clip.findNeurons/6",
                result -> assertEquals(
                        Selectivity.split(responses.sample("dot"), 3).top(2, Progress.NONE), result));
        expected.put("clip.conditionalProbability/6", result -> {
            List<?> shares = (List<?>) result;
            double sum = shares.stream()
                    .mapToDouble(share -> ((Share) share).probability())
                    .sum();
            long buckets = shares.stream()
                    .map(share -> ((Share) share).bucket())
                    .distinct()
                    .count();
            assertEquals((double) buckets, sum, 1e-9);
        });
        expected.put("clip.neuronCard/5", result -> {
            NeuronCard card = (NeuronCard) result;
            assertEquals(Unit.parse(LAYER + ":3"), card.unit());
            assertEquals(responses.matrix().items().size(), card.pictures().size());
            assertEquals(responses.matrix().row(0)[3], card.pictures().get(0).activation(), 1e-6);
        });
        expected.put(
                "clip.neuronFamilies/4",
                result -> assertEquals(
                        FamilyMember.of(responses, List.of(), 3, new ArrayList<>(), Progress.NONE), result));
    }

    private static void expectAttacks(Map<String, Expectation> expected, RgbImage image) {
        Layer layer = clip.image().layer(LAYER);
        var attack = new Attack("dog", "dog");
        Contrast contrast = Contrast.of(clip, "dog", Prompts.parse(PROMPTS));
        var question = new HijackedUnits.Question(
                attack, contrast, layer, Optional.empty(), ConceptSet.builtIn(), Hijack.Ranking.CHANGE, 2);
        RgbImage attacked = RgbImage.of((Img<?>) arguments.get("attacked"));
        expected.put(
                "clip.hijackedUnits/7",
                result -> assertEquals(
                        HijackedUnits.of(question, image, attacked, Progress.NONE)
                                .overlaps(),
                        ((HijackedUnits) result).overlaps()));
        expected.put("clip.typographicAttack/5", result -> {
            var trials = (List<?>) result;
            assertEquals(3 * 5, trials.size()); // three sizes; each picture is attacked with the class that it is not
            var first = (AttackTrial) trials.get(0);
            var classes = new ZeroShot(clip, LABELS, Prompts.parse("a picture of a {}"));
            assertEquals(
                    Scored.bestFirst(classes.classify(clip.preprocessing().resizeAndCrop(image)))
                            .get(0)
                            .value(),
                    first.outcome().before().label());
        });
        expected.put("clip.attackSuccess/1", result -> assertEquals(SuccessRate.of(List.of(TRIAL, TRIAL)), result));
        expected.put("clip.strongestAttack/9", result -> {
            Prompts prompts = Prompts.parse(PROMPTS);
            List<String> words = StrongestAttack.words(clip, WORDS, "pizza", prompts, Progress.NONE);
            var search = new StrongestAttack.Question(new ZeroShot(clip, LABELS, prompts), "pizza", words, .2, 20, 3);
            assertEquals(StrongestAttack.search(clip, search, image, Progress.NONE), result);
        });
    }

    private static void expectDefences(Map<String, Expectation> expected, RgbImage image, List<RgbImage> images) {
        expected.put("clip.textRegions/1", result -> {
            boolean[] mask = TextRegions.in(image).mask();
            int place = 0;
            for (Object pixel : (Img<?>) result) assertEquals(mask[place++], ((BitType) pixel).get());
        });
        expected.put(
                "clip.removeText/2",
                result -> assertEquals(
                        new TextRemoval(Filling.INPAINTING).of(image, Progress.NONE), RgbImage.of((Img<?>) result)));
        expected.put("clip.readingDirections/4", result -> {
            double[][] directions = ((ReadingDirections) result).directions();
            double[][] same = ReadingDirections.learn(clip, new WrittenPairs(images, WORDS), 2, Progress.NONE)
                    .directions();
            assertEquals(2, directions.length);
            for (int i = 0; i < 2; i++) assertArrayEquals(same[i], directions[i]);
        });
    }

    /** What the library gives for the same arguments. */
    private static Map<String, Expectation> expectations() {
        Embedder embedder = new Embedder(clip);
        RgbImage image = RgbImage.of((Img<?>) arguments.get("image"));
        List<RgbImage> images = new ArrayList<>();
        for (Object each : (List<?>) arguments.get("images"))
            images.add(RgbImage.of((RandomAccessibleInterval<?>) each));
        var pictures = embedder.images(images, List.of("1", "2", "3", "4", "5"), Progress.NONE);
        var texts = embedder.texts(List.of("a dog", "a pizza", "a cat"), Progress.NONE);
        Map<String, Expectation> expected = new HashMap<>();
        expectAttacks(expected, image);
        expectClassifiers(expected, image);
        expectFiles(expected);
        expectDefences(expected, image, images);
        expected.put("clip.open/1", result -> {
            try (ClipModel opened = (ClipModel) result) {
                assertEquals(clip.architecture(), opened.architecture());
            }
        });
        expected.put("clip.open/2", result -> {
            try (ClipModel opened = (ClipModel) result) {
                assertEquals(clip.identity(), opened.identity());
            }
        });
        expected.put("clip.embedded/0", result -> ((ClipModel) result).close());
        expected.put("clip.layers/1", result -> assertEquals(clip.image().layers(), result));
        expected.put("clip.embedImage/2", result -> assertPixels(pictures.vector(0), result));
        expected.put("clip.embedText/2", result -> assertPixels(texts.vector(0), result));
        expected.put(
                "clip.classify/4",
                result -> assertEquals(new ZeroShot(clip, LABELS, Prompts.parse(PROMPTS)).classify(image), result));
        expected.put(
                "clip.cosineMatrix/2",
                result -> assertPixels(CosineMatrix.of(pictures, pictures).image(), result));
        expected.put(
                "clip.cosineMatrix/3",
                result -> assertPixels(CosineMatrix.of(pictures, texts).image(), result));
        File folder = (File) arguments.get("folder");
        var outcome = SearchOps.indexFolder(folder, clip);
        expected.put("clip.indexFolder/2", result -> {
            assertEquals(2 * 2, outcome.embedded());
            assertEquals(new IndexJob.Outcome(0, 2 * 2, 0, List.of()), result);
        });
        expectSets(expected);
        expected.put("clip.searchText/4", result -> assertNearest(texts.vector(0), (List<?>) result));
        expected.put("clip.searchImage/4", result -> assertNearest(pictures.vector(0), (List<?>) result));
        expected.put("clip.preprocess/2", result -> {
            try (var manager = clip.newManager()) {
                assertPixels(
                        clip.preprocessing().pixels(manager, List.of(image)).toFloatArray(), result);
            }
        });
        expected.put("clip.display/3", result -> assertEquals(image, RgbImage.of((Img<?>) result)));
        expected.put(
                "clip.similarityMap/3",
                result -> assertPixels(SimilarityMap.of(clip, "a dog").dense(image, Progress.NONE), result));
        expected.put(
                "clip.similarityMap/6",
                result -> assertPixels(
                        SimilarityMap.of(clip, "a dog")
                                .against(ALTERNATIVES)
                                .windows(image, new Windows(24, 12), Progress.NONE),
                        result));
        expected.put("clip.similarityMaps/6", result -> {
            assertArrayEquals(new long[] {70, 52, 3}, ((Img<?>) result).dimensionsAsLongArray());
            SimilarityMap third = SimilarityMap.of(clip, "a cat").against(ALTERNATIVES);
            float[] all = values((Img<?>) result);
            assertPixels(
                    third.windows(image, new Windows(24, 12), Progress.NONE),
                    ArrayImgs.floats(Arrays.copyOfRange(all, 2 * 70 * 52, all.length), 70, 52));
        });
        expected.put(
                "clip.likeness/5",
                result -> assertPixels(
                        SimilarityMap.of(
                                        clip,
                                        embedder.images(
                                                List.of(RgbImage.of(picture(30, 30))), List.of(""), Progress.NONE))
                                .windows(image, new Windows(24, 12), Progress.NONE),
                        result));
        expected.put(
                "clip.activations/3",
                result ->
                        assertPixels(ActivationMaps.of(clip, image, clip.image().layer(LAYER)), result));
        expected.put(
                "clip.activation/3",
                result -> assertPixels(ActivationMaps.of(clip, image, Unit.parse(LAYER + ":3")), result));
        expectAttribution(expected, image);
        expectArithmetic(expected);
        expectProbe(expected, images);
        expected.put(
                "clip.deepDream/6",
                result -> assertPixels(
                        DeepDream.of(clip)
                                .maximise(Objectives.layer(LAYER))
                                .iterations(1)
                                .strength(2)
                                .seed(3)
                                .run(Drawing.of(image), Progress.NONE)
                                .drawing()
                                .image(),
                        result));
        expectText(expected, image);
        expectVisualize(expected);
        expectFacets(expected);
        expected.put("clip.dissect/4", result -> assertEquals(named(), result));
        return expected;
    }

    private static void expectAttribution(Map<String, Expectation> expected, RgbImage image) {
        Contrast contrast = Contrast.of(clip, "a dog", Prompts.NONE).against(ALTERNATIVES, Prompts.NONE);
        var crop = clip.preprocessing().sourceCrop(image.width(), image.height());
        expected.put(
                "clip.attribution/4",
                result -> assertEquals(
                        Attribution.of(contrast, image).contributions(), ((Attribution) result).contributions()));
        expected.put(
                "clip.gradCam/5",
                result -> assertPixels(
                        crop.spread(
                                Saliency.gradCam(contrast, image, clip.image().layer(LAYER)),
                                image.width(),
                                image.height()),
                        result));
        expected.put(
                "clip.integratedGradients/5",
                result -> assertPixels(
                        crop.spread(
                                Saliency.integratedGradients(contrast, image, 3, Progress.NONE),
                                image.width(),
                                image.height()),
                        result));
    }

    private static void expectText(Map<String, Expectation> expected, RgbImage image) {
        TextLayer layer = TextLayer.of(
                "dog", Lettering.paper(), Layout.centred(), TextSize.ofCoverage(.08), image.width(), image.height());
        expected.put("clip.renderText/4", result -> assertEquals(layer.over(image), RgbImage.of((Img<?>) result)));
        expected.put("clip.inkCoverage/4", result -> assertEquals(layer.coverage(), result));
        StroopTest test = new StroopTest(
                Ink.parseAll("red, green=#104010"),
                List.of("red", "green"),
                "hello",
                Typeface.of("DejaVu Sans"),
                StroopTest.WIDTH,
                OptionalInt.empty());
        expected.put("clip.stroopStimuli/4", result -> {
            List<?> pictures = (List<?>) result;
            assertEquals(6, pictures.size());
            assertEquals(test.stimuli(24).get(4).picture(), RgbImage.of((Img<?>) pictures.get(4)));
        });
        expected.put(
                "clip.stroopTest/5",
                result -> assertEquals(
                        test.run(
                                clip,
                                test.stimuli(clip.preprocessing().size()),
                                List.of(Prompts.parse(PROMPTS)),
                                Progress.NONE),
                        result));
    }

    private static void expectVisualize(Map<String, Expectation> expected) {
        expected.put(
                "clip.visualize/5", result -> assertPixels(drawn(Objectives.unit(Unit.parse(LAYER + ":3"))), result));
        expected.put(
                "clip.visualizeCaption/5",
                result -> assertPixels(drawn(Caption.of(clip, "a dog").objective()), result));
        Drawing image = Drawing.of(RgbImage.of(picture(70, 52)));
        expected.put("clip.invert/6", result -> assertPixels(drawn(LayerView.inversion(clip, image, LAYER)), result));
        expected.put(
                "clip.caricature/7",
                result -> assertPixels(drawn(LayerView.caricature(clip, image, LAYER, 2)), result));
        expected.put("clip.gallery/6", result -> {
            List<?> pictures = (List<?>) result;
            assertEquals(2, pictures.size());
            Gallery.Picture second = (Gallery.Picture) pictures.get(1);
            assertEquals(Unit.parse(LAYER + ":4"), second.exhibit().unit());
            assertPixels(
                    Drawing.of(second.rows()).image(),
                    Drawing.of(drawing(Objectives.unit(Unit.parse(LAYER + ":4")))
                                    .rgb())
                            .image());
        });
        expected.put("clip.activationAtlas/8", result -> {
            ActivationAtlas atlas = (ActivationAtlas) result;
            assertEquals(5, atlas.activations());
            assertTrue(atlas.isComplete());
            assertEquals(24, atlas.picture().width());
            assertEquals(Set.copyOf(LABELS), Set.copyOf(atlas.cells().get(0).words()));
        });
    }

    private static Img<FloatType> drawn(LayerView view) {
        return view.drawing(24).steps(3).seed(3).run(Progress.NONE).drawing().image();
    }

    private static void expectFacets(Map<String, Expectation> expected) {
        expected.put("clip.facets/3", result -> {
            Facets facets = (Facets) result;
            assertEquals(List.of("blue", "red"), facets.names());
            assertArrayEquals(
                    facets(LAYER).layers().get(0).directions()[1],
                    facets.layers().get(0).directions()[1]);
        });
        Objective unit = Objectives.unit(Unit.parse(LAYER + ":3"));
        Facets facets = (Facets) arguments.get("facets");
        expected.put(
                "clip.faceted/8",
                result -> assertPixels(drawn(facets.facet("red").steer(unit, 2)), result));
    }

    private static Facets facets(String layer) {
        return new FacetTraining(clip, List.of(clip.image().layer(layer)))
                .train(PictureKinds.open(folder.resolve("set/shape/dot")).pictures(), Progress.NONE);
    }

    private static Img<FloatType> drawn(Objective objective) {
        return drawing(objective).image();
    }

    private static Drawing drawing(Objective objective) {
        return FeatureVisualization.of(clip)
                .maximise(objective)
                .over(Recipe.parametrization(clip).size(24, 24))
                .steps(3)
                .seed(3)
                .run(Progress.NONE)
                .drawing();
    }

    private static List<UnitNames> named() {
        List<RgbImage> many = new ArrayList<>();
        for (Object each : (List<?>) arguments.get("images")) many.add(RgbImage.of((RandomAccessibleInterval<?>) each));
        return Dissection.of(clip, clip.image().layer(LAYER))
                .withWords(WORDS, Prompts.NONE)
                .run(many, Collections.nCopies(many.size(), ""), Progress.NONE)
                .units();
    }

    private static void expectArithmetic(Map<String, Expectation> expected) {
        expected.put(
                "clip.sumOfWords/4",
                result -> assertEquals(
                        PhraseArithmetic.ofWords(clip, WORDS, Prompts.NONE, Progress.NONE)
                                .write("bored", 2, Selection.OMP, Sign.SIGNED),
                        result));
        expected.put(
                "clip.sumOfNeurons/4",
                result -> assertEquals(
                        PhraseArithmetic.ofNeurons(clip, WORDS, Prompts.NONE, Progress.NONE)
                                .write("bored", 2, Selection.OMP, Sign.NON_NEGATIVE),
                        result));
        expected.put("clip.atlas/3", result -> {
            EmotionAtlas atlas = (EmotionAtlas) result;
            EmotionAtlas same = EmotionAtlas.of(clip, WORDS, Prompts.NONE, 1, Progress.NONE);
            assertEquals(same.words(), atlas.words());
            for (int word = 0; word < same.words().size(); word++)
                assertArrayEquals(same.position(word), atlas.position(word), 1e-9);
        });
    }

    /** One line of the index. */
    record Line(List<String> names, String source, String description, List<String> inputs) {

        /** The most particular name and the number of parameters: enough to tell one Op from another. */
        String key() {
            return names.get(names.size() - 1) + "/" + inputs.size();
        }

        Method method() {
            String uri = URLDecoder.decode(source.replaceFirst("^javaMethod:/", ""), StandardCharsets.UTF_8);
            String path = uri.substring(0, uri.indexOf('('));
            String[] types =
                    uri.substring(uri.indexOf('(') + 1, uri.length() - 1).split(",");
            try {
                Class<?> owner = Class.forName(path.substring(0, path.lastIndexOf('.')));
                for (Method method : owner.getMethods()) {
                    String[] declared = Arrays.stream(method.getParameterTypes())
                            .map(Class::getName)
                            .toArray(String[]::new);
                    if (method.getName().equals(path.substring(path.lastIndexOf('.') + 1))
                            && Arrays.equals(declared, types[0].isEmpty() ? new String[0] : types)) return method;
                }
                throw new AssertionError("No such method: " + uri);
            } catch (ClassNotFoundException e) {
                throw new AssertionError("No such class: " + path, e);
            }
        }

        @Override
        public String toString() {
            return key();
        }
    }

    /** What an Op's result must be. */
    private interface Expectation {
        void check(Object result);
    }

    static List<Line> index() {
        try (InputStream yaml = OpsIndexTest.class.getResourceAsStream("/ops.yaml")) {
            List<Map<String, Map<String, Object>>> entries = new Yaml().load(assertPresent(yaml, "no /ops.yaml"));
            List<Line> lines = new ArrayList<>();
            for (var entry : entries) lines.add(line(entry.get("op")));
            return lines;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Line line(Map<String, Object> op) {
        List<String> names =
                ((List<?>) op.get("names")).stream().map(String::valueOf).toList();
        List<String> inputs = ((List<?>) op.get("parameters"))
                .stream()
                        .map(Map.class::cast)
                        .filter(parameter -> "INPUT".equals(parameter.get("parameter type")))
                        .map(parameter -> String.valueOf(parameter.get("name")))
                        .toList();
        return new Line(names, (String) op.get("source"), (String) op.get("description"), inputs);
    }

    private static <T> T assertPresent(T value, String message) {
        assertNotNull(value, message);
        return value;
    }

    private static void assertPixels(Img<FloatType> expected, Object actual) {
        assertArrayEquals(expected.dimensionsAsLongArray(), ((Img<?>) actual).dimensionsAsLongArray());
        assertPixels(values(expected), actual);
    }

    private static void assertPixels(float[] expected, Object actual) {
        assertArrayEquals(expected, values((Img<?>) actual), 1e-6f);
    }

    private static float[] values(Img<?> image) {
        float[] values = new float[(int) image.size()];
        int i = 0;
        for (Object pixel : image) values[i++] = ((FloatType) pixel).get();
        return values;
    }

    private static Img<ARGBType> picture(int width, int height) {
        Img<ARGBType> picture = ArrayImgs.argbs(width, height);
        var at = picture.localizingCursor();
        while (at.hasNext()) {
            ARGBType pixel = at.next();
            int x = at.getIntPosition(0);
            int y = at.getIntPosition(1);
            pixel.set(ARGBType.rgba(3 * x, 4 * y, (x * y) & 255, 255));
        }
        return picture;
    }
}
