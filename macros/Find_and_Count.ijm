// Find and Count: from words to things with an outline, an area and a place.
//
// Similarity Map says where each text fits; the rest are ImageJ's own commands, as after any segmentation:
// threshold, Convert to Mask, Watershed, Analyze Particles. Set Measurements and Analyze Particles ask in dialogs of ImageJ
// even in a macro; where there is no display, the particles are measured by a command of the plugin, which does not.

images = sampleImages();
things = newArray("dog", "pizza", "apple");
colours = newArray("magenta", "green", "blue");
texts = "a picture of a dog, a picture of a pizza, a picture of an apple";

open(images + "scene.png");
run("Similarity Map...", "text=[" + texts + "] against=[" + texts + "] window=96 stride=16");
rename("Map");

display = true;
if (getInfo("java.awt.headless") == "true") display = false;
if (display) run("Set Measurements...", "area centroid bounding redirect=None decimal=1");
setOption("BlackBackground", true);
for (i = 0; i < things.length; i++) {
    selectImage("Map");
    Stack.setChannel(i + 1);
    width = getWidth();
    height = getHeight();
    run("Select All");
    run("Copy");
    run("Select None");
    newImage(things[i], "32-bit black", width, height, 1);
    run("Paste");
    run("Select None");
    getStatistics(area, mean, min, max);
    setThreshold(max / 2, max); // at least half as much as at the best place
    run("Convert to Mask");
    run("Watershed");
    before = nResults;
    if (display) {
        run("Analyze Particles...", "size=1000-Infinity display");
    } else {
        selectImage("scene.png");
        run("Classify with Text...", "labels=[dog, pizza, apple] regions=particles mask=" + things[i]
                + " smallest=1000 append");
        selectImage(things[i]);
    }
    for (row = before; row < nResults; row++) setResult("Thing", row, things[i]);
    updateResults();
    run("Create Selection");
    selectImage("scene.png");
    run("Restore Selection");
    Overlay.addSelection(colours[i], 2);
    run("Select None");
    print(things[i] + ": " + (nResults - before) + " found");
}

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
