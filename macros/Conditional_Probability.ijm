// Conditional Probability: what does a picture show, given how strongly a unit responds to it?
//
// unit        such as layer4.0.add:89, or a known one by its concept
// folder      pictures; the more, the better; empty: those that ship with the plugin
// labels      by hand: in a window that hides the response (keys 1 to 9, backspace, Esc to pause);
//             concept or modality: from the names of the folders
// categories  to choose from by hand
// file        CSV that keeps labels given by hand
// width       of a bucket in standard deviations of the response
// pictures    of each bucket
// crop        show by hand only what is around the place where the unit fires
// seed        of the choice and the order of the pictures

run("Conditional Probability...", "unit=brazil labels=concept width=1 pictures=40");
