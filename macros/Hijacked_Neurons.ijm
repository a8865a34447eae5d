// Which Neurons Were Hijacked? What does a written word do inside?
//
// attack     what is written; or with the class that it speaks for, such as $$$ = piggy bank
// attacked   title of another open image, the same but for the attack; empty: the text is written on a copy
// layout     of the text on the copy: paper, centred, below, sticker, at .5 .15, or scattered 4 seed 1
// size       of the text on the copy: 21 px, 7.3 %, 62 % wide, 8 % cover, or fit
// fill       of the letters on the copy: a name such as black, or #ff8000
// outline    the colour of a line around them, or none
// prompt     of the attack's class, which {} stands for
// rank       units by the change of their response, by its rise, or by what they add to the logit of the class
// units      how many are listed and mapped
// layer      whose units are looked at; empty: the last with neurons
// reference  folder of pictures that tells how units usually respond; known already for the embedded model
// concepts   folder of pictures family/concept/modality, to tell the units of the concept by; empty: the built-in set
//
// The log and the table Verdict tell how many of the units are the concept's own, against chance.

images = sampleImages();

// An apple above a blank sign, and above one that says pizza.
open(images + "labelled-apple.tif", 3);
rename("pizza sign");
open(images + "labelled-apple.tif", 2);
rename("blank sign");
run("Which Neurons Were Hijacked?...", "attack=pizza attacked=[pizza sign] rank=rise units=20");

// A dog, and a copy on which the word is written.
open(images + "dog.tif");
run("Which Neurons Were Hijacked?...", "attack=pizza layout=below rank=rise units=20");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
