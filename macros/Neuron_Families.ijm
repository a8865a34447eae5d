// Neuron Families: one unit for each region, person and emotion, and the pictures that excite it most.
//
// folder  pictures, as family/concept/modality; without it the units that are known of the model are listed
// layer   whose units are looked at; empty: the last with neurons
// rows    concepts of each family in its montage, the best first
// seed    of splits and intervals
//
// Units of the embedded model were chosen on what it was trained on, and are scored here on a drawing style and a font
// that it never saw. The frames tell how far the response lies above that to other pictures of the same kind.

images = sampleImages();

run("Neuron Families...", "folder=[" + images + "held-out] rows=5");
good = 0;
for (row = 0; row < Table.size("Families"); row++)
    if (Table.get("Multimodality", row, "Families") >= 0.9) good++;
print(good + " of " + Table.size("Families") + " concepts have a unit with an area of 0.9 or more in its worst modality.");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
