// Feature Visualization: what does a unit want to see?
//
// units      such as layer4.0.add:89, or known ones by name, separated by commas: a slice for each
// what       excite or suppress
// guided     by the words for what a known unit stands for, too: alone it asks for textures
// size       of the pictures in pixels
// steps      of the ascent
// pictures   of each unit, drawn side by side
// layout     of several pictures of a unit: montage or stack
// seed       the same one gives the same pictures
// basis      what is free: fourier or pixels
// colours    natural or independent
// movie      a frame every so many steps, as a second stack; 0: none
// preview    whether the picture is shown while it is being drawn
//
// Esc ends it with the best pictures so far. Image > Show Info tells how each slice was made.

run("Feature Visualization...", "units=[rainbow, heart, pizza]");

// Several pictures of one unit and how they grew.
run("Feature Visualization...", "units=rainbow pictures=4 steps=64 movie=16");
