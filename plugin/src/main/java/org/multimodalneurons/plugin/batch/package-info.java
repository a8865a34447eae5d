/** The command Batch: any other command on the files of a folder. */
package org.multimodalneurons.plugin.batch;
