// Neuron Activations: what do the units answer to a picture, and where?
//
// texts      read by the text encoder instead of a picture; its layers are named text.resblocks.3.mlp and the like
// units      such as layer4.0.add:287, or known ones by name (happy, japan, santa), separated by commas;
//            empty: those of the layer that respond most
// layer      or several, or all; empty: the last with neurons
// top        how many units are listed for each picture
// reference  folder of pictures that tells how units usually respond; known already for the embedded model
// show       table, map (32-bit values, red above 0, blue below) or overlay (the same over a copy of the picture)

images = sampleImages();

// The units that respond most, against how they usually respond (z, in standard deviations).
open(images + "emoji/santa-flat.png");
run("Neuron Activations...", "top=4 show=map");

// The same unit in several pictures: a known one by its name.
open(images + "dog.tif");
run("Neuron Activations...", "units=dog slices=all show=overlay");

// Texts, by the units of the text encoder, against how these respond to the words that the model knows.
run("Neuron Activations...", "texts=[a happy dog, a sad dog, a pizza] layer=text.resblocks.3.mlp top=3");
if (!is("Batch Mode")) Table.rename("Responses", "Responses to texts");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
