// Compare: how alike are pictures, and how well do sentences fit them?
//
// texts   captions to compare the pictures with, separated by commas (or by |)
// other   title of another open image, to compare with all of its slices
// append  with texts or other: add the rows to the Results table, as Measure does
// slices  current, all, or numbers such as 1-3, 5; folder: image files instead
//
// Results: the cosines as a 32-bit image with names beside it, and as a table. Without texts and other, each picture is
// compared with each.

images = sampleImages();

open(images + "dog.tif");
run("Compare...", "slices=all");

selectImage("dog.tif");
run("Compare...", "slices=all texts=[a picture of a dog, a picture of a cat, a picture of a pizza]");

open(images + "labelled-apple.tif");
run("Compare...", "slices=all other=dog.tif");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
