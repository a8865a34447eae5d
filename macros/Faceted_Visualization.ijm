// Faceted Visualization: what excites a unit as a face, as text, as line art, ...?
//
// units      such as layer4.0.add:89, or known ones by name, separated by commas: a row for each
// facets     names, separated by commas: a column for each; none: the unit as it is without; empty: all
// source     of the facets: a folder with a subfolder of pictures for each, or a file that was saved; empty: the kinds of
//            pictures that ship with the plugin: text, line art, face, person, flag, animal, object
// layer      where facets are trained; empty: about two thirds of the way
// strength   0: none; 1: about as strong as the unit itself, whatever the size and the layer
// guided     by the words for what a known unit stands for, too
// save       the facets to a file such as facets.json
// size, steps, seed, pictures, layout, ... as for Feature Visualization
//
// Esc ends it with what is drawn so far. Image > Show Info tells how each picture was made.

run("Faceted Visualization...", "units=[brazil, santa, happy] facets=[none, text, line art, face, flag] steps=160");
