// Similarity Map: where in the picture do the words fit?
//
// text     what to look for
// against  what else could be there: the mean of these captions is taken away
// method   windows (a small window slides over the picture) or dense (one quick look at the whole, coarse)
// window, stride  side of the window and distance of neighbours, in pixels; 0: chosen for the picture
// show     map (32-bit values), overlay (colours over a copy), both
//
// The map has the size and the calibration of the source.

images = sampleImages();

open(images + "scene.png");
run("Similarity Map...", "text=[a picture of a dog] against=[a picture of a pizza, a picture of an apple]"
        + " window=112 stride=14 show=both");

// Calibration survives: this map is in micrometres, as its source. (What the embedded model says about it is worth
// nothing, for it never saw a micrograph; choose a model that did.)
open(images + "nuclei.tif");
setSlice(10);
run("Similarity Map...", "text=[a picture of a moon] method=dense");
getVoxelSize(width, height, depth, unit);
print("The map's pixels measure " + width + " " + unit + ".");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
