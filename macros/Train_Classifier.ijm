// Train Classifier, Apply Classifier: teach it your classes by examples, and ask it about other images.
//
// Train Classifier: of images (slices, regions or a folder), or of
//   embeddings  an open table, or a file of embeddings
//   groups      where the classes are named: folder (that a file lies in), region (its name), label (of a slice), or a column
//               of the embeddings; a number at the end does not count, so that disc-1 and disc-2 are both disc
//   prompts     for few examples: starts from the names of the classes, {} stands for the name; left out: from nothing
//   others      further classes, without an example, known by their prompts
//   folds, seed of the cross-validation
//   save        the file of the classifier
//
// Apply Classifier: to images, slices, regions or a folder
//   classifier  that file
//   append      to ImageJ's Results, as Measure does
//   mark        of regions: a copy of the image with the regions coloured, named and grouped by their answers
//
// Results: the confusion matrix and how well calibrated the answers are, as images and tables; precision and recall of each
// class; what was said of every example by a classifier that had not seen it, wrong answers first. Then the tables and the
// chart that Classify with Text gives.

images = sampleImages();
file = getDirectory("temp") + "things.classifier.json";
weather = getDirectory("temp") + "weather.classifier.json";

if (!is("Batch Mode")) { // tables that a macro changes need windows
    // The rows of a table, with the classes in a column of it: here the first folder of each file's path.
    run("Embed Images...", "folder=[" + images + "held-out/weather] recursive=true");
    selectWindow("Embeddings of weather");
    for (row = 0; row < Table.size; row++) {
        path = Table.getString("Image", row);
        Table.set("Weather", row, substring(path, 0, indexOf(path, "/")));
    }
    Table.update;
    run("Train Classifier...", "embeddings=[Embeddings of weather] groups=Weather save=[" + weather + "]");
    gone = File.delete(weather);
}

// The slices of a stack, labelled by hand, as Image > Stacks > Set Label... does: "cat, line art" becomes "cat".
open(images + "concepts.tif");
for (slice = 1; slice <= nSlices; slice++) {
    setSlice(slice);
    label = getMetadata("Label");
    setMetadata("Label", substring(label, 0, indexOf(label, ",")));
}
run("Train Classifier...", "slices=all groups=label prompts=[a picture of a {} | a drawing of a {}] folds=6 save=[" + file + "]");

// The slices of another stack.
open(images + "dog.tif");
run("Apply Classifier...", "slices=all classifier=[" + file + "]");

if (!is("Batch Mode")) { // the ROI Manager needs windows
    // Regions of an image, marked by their answers.
    open(images + "scene.png");
    roiManager("reset");
    makeRectangle(14, 68, 140, 136); roiManager("add");
    makeRectangle(144, 110, 108, 120); roiManager("add");
    makeRectangle(258, 98, 118, 114); roiManager("add");
    run("Select None");
    run("Apply Classifier...", "regions=manager mark=true classifier=[" + file + "]");
}

gone = File.delete(file); // they were for once only

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
