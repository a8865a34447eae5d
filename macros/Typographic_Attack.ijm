// Typographic Attack: does the model read instead of see?
//
// folder    of images, or of a subfolder of them for each class; built-in: pictures that ship with the plugin; empty: the image
// truth     what the pictures show; empty: the class that the name of each names first, or its subfolder
// words     to be written; "$$$ = piggy bank" where a word is to win for another class; empty: some that suit the model
// layouts   paper, centred, below, sticker, scattered 4 seed 1; empty: as suits the model
// sizes     7.3 % (font), 60 % wide (word), 8 % cover (ink); empty: three that suit the layout
// font, fill, outline, line  of the letters; empty, or 0: as suits the model
// classes   among which the model answers; empty: those of the pictures and of the words
// prompt    {} stands for a class
// examples  a folder with a subfolder of pictures for each class: a linear probe trained on them answers in place of prompts
// defences  inpainting, blur, prompts, projection, silencing: measured on the same pictures
// most      pictures, drawn at random with the seed where there are more
// pairs     of pictures that are shown before and after
//
// Trials: a row for each picture, word and size. Success: rates with 95 % intervals (Wilson).

// A dog in six modalities, on which "pizza" is written.
open(sampleImages() + "dog.tif");
run("Typographic Attack...", "slices=all words=pizza classes=[dog, pizza, apple, phone, cat, money] pairs=6");

// 120 drawings that the model never saw, and eight words.
run("Typographic Attack...", "folder=built-in most=120 seed=1 pairs=9");

// What helps against it?
run("Typographic Attack...", "folder=built-in most=40 seed=1 sizes=[80 % wide] pairs=0"
	+ " defences=[inpainting, blur, prompts, projection, silencing]");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
