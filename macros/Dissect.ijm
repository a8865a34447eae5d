// Dissect: what would you call that neuron?
//
// folder     of images that the units are shown; or slices of the active image
// layer      whose units are named; empty: the last (Models > Choose... lists the layers)
// words      to choose from, separated by commas, or a text file with one a line; empty: those that the model knows
// top        images of each unit that are compared with the words (100), at most a fifth of all
// sharpness, lambda  see CLIP-Dissect: a = 10, lambda = 1
// save       a CSV file; a run that was interrupted goes on where it was when it is started again with the same file
//
// The table begins with the units that a word describes best. Scores can be compared within one run alone.

images = sampleImages();

open(images + "concepts.tif");
run("Dissect...", "slices=all top=6 words=[dog, cat, pizza, apple, santa, happy, car, house, tree, ball]");
if (!is("Batch Mode")) // macros read tables in windows
    print(Table.getString("Unit", 0, "Names of concepts.tif") + " answers to "
            + Table.getString("Word", 0, "Names of concepts.tif") + ".");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
