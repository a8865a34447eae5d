// Neuron Gallery: what do many units want to see?
//
// units      such as layer4.0.add:89, a range such as layer4.0.add:0-63, a whole layer, or known ones by name,
//            separated by commas
// table      title of an open table whose units are drawn instead, such as one of Find Neurons
// column     of the table, which names the units (Unit)
// guided     by the words for what a known unit stands for, too: alone it asks for textures
// size       of the pictures in pixels
// steps      of the ascent
// seed       the same one gives the same pictures
// folder     to keep the pictures in; started again, it draws what is missing or differs, and takes the rest from there
// sheet      all pictures in one image, too
// preview    whether each picture is shown while it is being drawn
//
// Esc ends it with the pictures that are finished. Each is what it would be if it were drawn alone.

// A range of units, after few steps (a whole layer takes hours: give a folder, and stop it when you like).
run("Neuron Gallery...", "units=layer4.0.add:0-3 size=64 steps=16");

// The best units for some concepts, from a table, with a contact sheet.
if (!is("Batch Mode")) { // an open table has a window
    run("Find Neurons...", "concept=happy units=4");
    run("Neuron Gallery...", "table=Units size=64 steps=16 sheet");
}
