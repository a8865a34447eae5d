/** The model zoo: which models exist, where they lie on disk, and fetching them safely. */
package org.multimodalneurons.zoo;
