// Find Neurons: which units of a layer stand for a concept, however it is shown?
//
// folder   pictures, as family/concept/modality or, for one concept, a folder for each modality and one named negative;
//          empty: those that ship with the plugin
// concept  which of them; an unknown one is answered with the list of those that there are
// layer    whose units are looked at; empty: the last with neurons
// units    how many are listed
// seed     the pictures are split in two at random: units are chosen on one half and scored on the other
//
// A unit's multimodality is the area under the ROC curve in its worst modality: 1 is perfect, 0.5 chance.
// The drawing style and the font of these pictures were never seen in training.

run("Find Neurons...", "concept=happy units=5 seed=1");
if (!is("Batch Mode")) // macros read tables in windows
    print(Table.getString("Unit", 0, "Units") + " tells happy things from others with an area of "
            + d2s(Table.get("Multimodality", 0, "Units"), 2) + " in its worst modality, "
            + Table.getString("Worst", 0, "Units") + ".");
