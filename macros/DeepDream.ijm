// DeepDream: more of what the model sees in the picture.
//
// target      a layer such as layer3.0, or a unit such as layer4.0.add:914; empty: a layer at two thirds of the depth
// guide       title of an open image, or a file: dream of what is in it; empty for none
// octaves, scale          how many scales the picture is dreamt at, and how far they are apart
// iterations, strength    steps at each scale, and how many grey levels of 255 one changes on average
// frames, zoom            more than 1 frame makes a movie that zooms in by that share a frame
// seed        the same seed gives the same picture
//
// The dream has the size, bit depth, channels and calibration of its source.

images = sampleImages();

open(images + "photos/cat.jpg");
run("DeepDream...");

// A 16-bit stack stays one, in micrometres.
open(images + "nuclei.tif");
setSlice(10);
run("DeepDream...", "octaves=2 iterations=4");
getVoxelSize(width, height, depth, unit);
print("The dream's pixels measure " + width + " " + unit + " and have " + bitDepth() + " bits.");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
