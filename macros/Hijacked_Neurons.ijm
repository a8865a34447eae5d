// Which Neurons Were Hijacked? An apple above a blank sign, and above one that says pizza: what did the word do inside?
//
// attack     what is written; or with the class that it speaks for, such as $$$ = piggy bank
// attacked   title of another open image, the same but for the attack
// prompt     of the attack's class, which {} stands for
// rank       units by the change of their response, by its rise, or by what they add to the logit of the class
// units      how many are listed and mapped
// layer      whose units are looked at; empty: the last with neurons
// reference  folder of pictures that tells how units usually respond; known already for the embedded model
// concepts   folder of pictures family/concept/modality, to tell the units of the concept by; empty: the built-in set
//
// The log and the table Verdict tell how many of the units are the concept's own, against chance.

images = sampleImages();

open(images + "labelled-apple.tif");
run("Duplicate...", "title=pizza duplicate range=3-3");
selectWindow("labelled-apple.tif");
run("Duplicate...", "title=blank duplicate range=2-2");
run("Which Neurons Were Hijacked?...", "attack=pizza attacked=pizza rank=logit units=6");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
