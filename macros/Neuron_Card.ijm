// Neuron Card: all about one unit.
//
// unit      such as layer4.0.add:89, or a known one by its concept
// folder    pictures to show to it; as family/concept/modality they are compared modality by modality
// concept   which of them is set apart; empty: the one that the unit is known for
// words     that it may answer to, separated by commas or in a text file; empty: those that the model knows
// examples  pictures and words of each kind
// save      the card as a web page in one file
//
// Frames show where in a picture the unit fires. Deviations are those of all pictures of the folder.

images = sampleImages();

run("Neuron Card...", "unit=brazil folder=[" + images + "held-out] examples=8");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
