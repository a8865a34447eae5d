// Neuron Card: all about one unit.
//
// unit      such as layer4.0.add:89, or a known one by its concept
// folder    pictures to show to it, as family/concept/modality; empty: those that ship with the plugin
// concept   which of them is set apart; empty: the one that the unit is known for
// words     that it may answer to, separated by commas or in a text file; empty: some thousands; kept once read
// examples  pictures and words of each kind
// drawn     true: also a picture made to excite the unit; some seconds more, minutes with a large model
// save      the card as a web page in one file
//
// Frames show where in a picture the unit fires. Deviations are from the mean of the modality.

run("Neuron Card...", "unit=brazil examples=8 drawn=true");
