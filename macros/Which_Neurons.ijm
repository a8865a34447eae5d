// Which Neurons Say So: why does a text fit a picture?
//
// text     what is said of the picture
// against  what else could be said: the mean of these texts is taken away
// units    how many units are listed and mapped: those that add or take away most
// layer    of Grad-CAM; empty: the last of the model. Earlier layers are finer (Models > Choose... lists them)
// steps    of the integrated gradients; 0: leave them out
// show     map (32-bit values), overlay (colours over a copy), or table (none, which is quicker)
//
// The table adds up: the listed units, the other units and what no unit adds (biases and positions) make the similarity.
// Red speaks for the text, blue against it.

images = sampleImages();

open(images + "scene.png");
run("Which Neurons Say So...", "text=[a picture of a pizza] against=[a picture of a dog, a picture of an apple]"
        + " units=6 layer=layer3.1 show=overlay");

if (!is("Batch Mode")) { // macros read tables in windows
    Table.rename("Contributions of scene.png", "Scene");
    last = Table.size("Scene") - 1;
    sum = 0;
    for (row = 0; row < last; row++) sum += Table.get("Contribution", row, "Scene");
    print("The rows add up to " + d2s(sum, 4) + ", the similarity is " + d2s(Table.get("Contribution", last, "Scene"), 4) + ".");
}

// The same unit may speak in a picture and in a word: compare the units of all slices.
open(images + "dog.tif");
run("Which Neurons Say So...", "text=[a picture of a dog] units=5 steps=0 slices=all");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
