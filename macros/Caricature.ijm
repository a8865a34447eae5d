// Caricature / Invert: what does each layer see of a picture?
//
// what        invert: what the layer keeps of the picture; caricature: what it sees in it, exaggerated
// layers      such as layer2.0.add; several, separated by commas, make a slice each; empty: five, from early to late
// start       noise or image
// power       of the cosine in a caricature: 0 for more of everything, 2 and more to keep to the picture
// smoothness  weight of the total variation: 0 for none, 10 for flat areas
// size        of the drawing in pixels: of the square that the model sees
// steps, seed, preview
//
// The drawing has the source's channels, and the calibration by which it lies where the model looked. The table Agreement
// tells how alike the layer finds both: the cosine of its activations.

images = sampleImages();
layers = "layers=[stem, layer2.1.add, layer3.1.add, layer4.0.add]";

open(images + "photos/cat.jpg");
run("Caricature / Invert...", layers);

selectImage("cat.jpg");
run("Caricature / Invert...", "what=caricature " + layers);

// A selection of a 16-bit slice, in micrometres.
open(images + "nuclei.tif");
makeRectangle(40, 30, 80, 80);
run("Caricature / Invert...", "layers=layer2.1.add size=96 steps=60");
getVoxelSize(width, height, depth, unit);
print("The drawing's pixels measure " + width + " " + unit + ".");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
