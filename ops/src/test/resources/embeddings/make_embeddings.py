"""Makes the files of embeddings here, as others write them: numpy 2.4.6, pandas 3.1.1, pyarrow 26.0.1."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

v = np.array([[0.25, -1.5, 3.1415927], [1e-8, 2, -0.1]], dtype=np.float32)
rows = [list(row) for row in v]

np.save("numpy.npy", v)
np.save("doubles.npy", v.astype(np.float64))
np.save("fortran.npy", np.asfortranarray(v))
np.save("vector.npy", v[0])
np.save("complex.npy", v.astype(np.complex64))
np.save("halves.npy", np.array([[0.25, -1.5, 65504], [6e-8, 3.0994415e-6, 0.1]], dtype=np.float16))
np.save("big-endian.npy", v.astype(">f8"))
np.save("bytes.npy", np.array([[0, 127], [128, 255]], dtype=np.uint8))
np.save("integers.npy", np.array([[-32768, 32767], [-1, 258]], dtype=">i2"))
np.save("longs.npy", np.array([[-(2**40), 5], [0, 2**62]], dtype=np.int64))
pd.DataFrame(v).assign(Image=["one", 'two, "2"']).to_csv("pandas.csv", index=False)
frame = {"path": ["a.tif", "b, c.tif"], "class": ["x", "y"], "embedding": [list(map(float, row)) for row in v]}
pd.DataFrame(frame).to_parquet("pandas-snappy.parquet")
table = {"Label": ["one", None], "embedding": pa.array(rows, type=pa.list_(pa.float32()))}
pq.write_table(pa.table(table), "arrow-zstd.parquet", compression="zstd")
columns = {"Image": ["one", "two"], "e0": v[:, 0], "e1": v[:, 1], "e2": v[:, 2]}
pq.write_table(pa.table(columns), "columns.parquet", compression="none")
pq.write_table(pa.table(columns), "gzip.parquet", compression="gzip")
