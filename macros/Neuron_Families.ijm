// Neuron Families: one unit for each region, person, emotion, animal, ..., and the pictures that excite it most.
//
// folder  pictures, as family/concept/modality; empty: those that ship with the plugin, of eleven families
// known   true: list the units that are known of the model by name, and look at no picture
// layer   whose units are looked at; empty: the last with neurons
// rows    concepts of each family in its montage, the best first
// seed    of splits and intervals
//
// Units of the embedded model were chosen on what it was trained on, and are scored here on a drawing style and a font
// that it never saw. The frames tell how far the response lies above that to other pictures of the same kind.

run("Neuron Families...", "rows=5");
if (!is("Batch Mode")) { // macros read tables in windows
    good = 0;
    for (row = 0; row < Table.size("Families"); row++)
        if (Table.get("Multimodality", row, "Families") >= 0.9) good++;
    print(good + " of " + Table.size("Families") + " concepts have a unit with an area of 0.9 or more in its worst modality.");
}
