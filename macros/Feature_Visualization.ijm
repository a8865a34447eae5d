// Feature Visualization: what does a unit want to see?
//
// units      such as layer4.0.add:89, or known ones by name, separated by commas: a slice for each
// what       excite or suppress
// guided     by the words for what a known unit stands for, too: alone it asks for textures
// size       of the pictures in pixels
// steps      of the ascent
// pictures   of each unit, drawn side by side
// diversity  how strongly several pictures of a unit are driven apart in style (Gram matrices); 0: not at all
// layout     of several pictures of a unit: montage or stack
// seed       the same one gives the same pictures
// basis      what is free: fourier, pyramid, pixels, maco (phases of a fixed spectrum) or cppn (a network that paints)
// channels   rgb, gray, or a colour for each channel of a composite, such as cyan, magenta, yellow
// colours    how channels vary together: usual for the model, natural (rgb), independent, or learned from your own images
// learn      these: title of an open image or stack, or a folder; empty: the active image. maco learns its spectrum there, too
// patience   ends a picture that has been no better for so many steps; 0: never
// movie      a frame every so many steps, as a second stack; 0: none
// preview    whether the picture is shown while it is being drawn
//
// Esc ends it with the best pictures so far. Image > Show Info tells how each slice was made.

run("Feature Visualization...", "units=[puzzle, hourglass, heart, pilot]");

// Several pictures of one unit, which shall differ, and how they grew.
run("Feature Visualization...", "units=rainbow pictures=4 steps=64 movie=16");

// As a composite of three channels in the colours of a fluorescence microscope.
run("Feature Visualization...", "units=heart channels=[cyan, magenta, yellow] seed=3");
