/** Embeddings in the files of others: CSV, NumPy, Parquet. */
package org.multimodalneurons.embed.file;
