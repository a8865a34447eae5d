// Similarity Map: where in the picture do the words fit?
//
// text     what to look for; several texts, separated by commas (or by | where a text has commas), become channels
// example  none; selection (find what looks like the selection); manager (like each region of the ROI Manager)
// against  what else could be there: the mean of these captions is taken away
// method   windows (a small window slides over the picture) or dense (one quick look at the whole, coarse)
// window, stride  width of the windows and distance of neighbours in the image's unit, pixels if it has none; 0: chosen
// resolution  full (the source's size), stride (one pixel a stride), auto (full but for huge images)
// show     map (32-bit values), overlay (colours over a copy), both
//
// The map lies on its source: it has its calibration, slices and frames.

images = sampleImages();

open(images + "scene.png");
run("Similarity Map...", "text=[a picture of a dog] against=[a picture of a pizza, a picture of an apple]"
        + " window=112 stride=14 show=both");

// Several texts cost no more than one: each window is embedded once. Image > Color > Channels Tool... shows one by one.
selectImage("scene.png");
run("Similarity Map...", "text=[a picture of a dog, a picture of a pizza, a picture of an apple]"
        + " against=[a picture of a dog, a picture of a pizza, a picture of an apple] window=96 stride=16");
rename("Dog pizza apple");

// What looks like this nucleus? The window is given in micrometres, the unit of the image.
open(images + "nuclei.tif");
setSlice(10);
makeRectangle(47, 93, 48, 48);
run("Similarity Map...", "example=selection window=12.5 stride=1.5");
getVoxelSize(width, height, depth, unit);
print("The map's pixels measure " + width + " " + unit + ".");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
