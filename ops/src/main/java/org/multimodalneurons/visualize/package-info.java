/** Draws what excites a neuron: an objective is maximised over the variables of a parametrization. */
package org.multimodalneurons.visualize;
