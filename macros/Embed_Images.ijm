// Embed Images: where does each picture lie in the model's space?
//
// folder   image files, or nothing: the active image; filter and recursive say which
// slices   of the active image: current, all, or numbers such as 1-3, 5
// regions  of each slice: selection, manager or particles (see Measure Regions)
// display  shown, 0.35%, 100-4095 or values: how values are seen (see the documentation)
// append   to the Results table
//
// Result: a table with a row for each picture. The dot product of two rows is the cosine of the two pictures.

images = sampleImages();

run("Embed Images...", "folder=[" + images + "words]");

open(images + "dog.tif");
run("Embed Images...", "slices=all");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
