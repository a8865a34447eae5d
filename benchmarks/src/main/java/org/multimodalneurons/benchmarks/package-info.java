/** What the library costs: benchmarks of its parts, and its side of the comparison with other engines. */
package org.multimodalneurons.benchmarks;
