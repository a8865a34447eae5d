/**
 * Folders of image files made searchable: an index on disk with a vector for each file, which is kept up to date and asked
 * for the images that lie nearest to a text, an image, or a sum of both.
 */
package org.multimodalneurons.search;
