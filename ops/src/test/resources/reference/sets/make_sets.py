"""What numpy, scikit-learn and umap-learn say of a small set of vectors in groups: vectors.csv and expected.json beside this file.

Made with numpy 2, scikit-learn 1.9.1 and umap-learn 0.5.12.
"""

import json
from pathlib import Path

import numpy as np
import umap
from sklearn.cluster import DBSCAN, KMeans
from sklearn.manifold import trustworthiness
from sklearn.metrics import silhouette_samples, silhouette_score
from sklearn.neighbors import NearestNeighbors

here = Path(__file__).parent
random = np.random.default_rng(5)
sizes = [40, 30, 20, 6]
middles = random.normal(size=(len(sizes), 8))
middles[3] *= 0.2  # a loose group, much of which is noise
vectors = np.concatenate([m + 0.35 * random.normal(size=(n, 8)) for m, n in zip(middles, sizes)])
vectors = vectors[random.permutation(len(vectors))]
np.savetxt(here / "vectors.csv", vectors, fmt="%.6f", delimiter=",")
vectors = np.loadtxt(here / "vectors.csv", delimiter=",").astype(np.float32).astype(np.float64)
units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

centred = vectors - vectors.mean(axis=0)
_, spread, axes = np.linalg.svd(centred, full_matrices=False)
pca = centred @ axes[:2].T

kmeans = KMeans(3, n_init=50, random_state=1, tol=0, max_iter=1000).fit(units)
best_of = {k: silhouette_score(units, KMeans(k, n_init=50, random_state=1).fit_predict(units), metric="cosine")
           for k in range(2, 9)}
dbscan = DBSCAN(eps=0.12, min_samples=5, metric="cosine").fit(units)
clustered = dbscan.labels_ >= 0
nearest, _ = NearestNeighbors(n_neighbors=6, metric="cosine").fit(units).kneighbors(units)
cosines = units @ units.T
medoids = [int(np.flatnonzero(kmeans.labels_ == c)[np.argmax(cosines[np.ix_(kmeans.labels_ == c, kmeans.labels_ == c)].sum(1))])
           for c in range(3)]
pairs = [[i, j, float(cosines[i, j])] for i in range(len(units)) for j in range(i + 1, len(units)) if cosines[i, j] >= 0.97]
placed = umap.UMAP(metric="cosine", random_state=1).fit_transform(units)

json.dump({
    "pca": pca.round(6).tolist(),
    "pca_shares": (spread[:2] ** 2 / (spread ** 2).sum()).tolist(),
    "pca_trustworthiness": float(trustworthiness(units, pca, n_neighbors=10, metric="cosine")),
    "umap_trustworthiness": float(trustworthiness(units, placed, n_neighbors=10, metric="cosine")),
    "kmeans": kmeans.labels_.tolist(),
    "kmeans_inertia": float(kmeans.inertia_),
    "kmeans_medoids": medoids,
    "kmeans_silhouette": float(silhouette_score(units, kmeans.labels_, metric="cosine")),
    "kmeans_silhouettes": silhouette_samples(units, kmeans.labels_, metric="cosine").round(8).tolist(),
    "silhouette_by_k": best_of,
    "dbscan": dbscan.labels_.tolist(),
    "dbscan_silhouette": float(silhouette_score(units[clustered], dbscan.labels_[clustered], metric="cosine")),
    "outlier_scores": (1 - nearest[:, 1:].mean(axis=1)).round(8).tolist(),
    "pairs": pairs,
}, open(here / "expected.json", "w"), indent=0)
