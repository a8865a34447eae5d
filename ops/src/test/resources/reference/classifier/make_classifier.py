"""What scikit-learn and SciPy say of a small set of labelled vectors: python3 make_classifier.py (writes classifier.json).

scikit-learn 1.9.1, NumPy and SciPy of the same year.
"""

import json

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import binomtest, norm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (balanced_accuracy_score, brier_score_loss, confusion_matrix, log_loss,
                             precision_recall_fscore_support)
from sklearn.model_selection import StratifiedKFold, cross_val_predict

rng = np.random.default_rng(7)
counts = [8, 14, 18, 20]
length, c = 6, 3.0
labels = [f"class {k}" for k in range(len(counts))]
y = np.repeat(np.arange(len(counts)), counts)
centres = rng.normal(size=(len(counts), length))
x = .8 * centres[y] + rng.normal(size=(len(y), length)) + 1
x = (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32)
exact = x.astype(np.float64)


def regression(strength, fit_intercept=True):
    return LogisticRegression(C=strength, class_weight="balanced", fit_intercept=fit_intercept, tol=1e-12, max_iter=100000)


fitted = regression(c).fit(exact, y)
two = y < 2
binary = regression(2 * c).fit(exact[two], y[two])  # one direction for both: half the price of two

# Drawn to given directions, the bias at the same price; the last class has no example.
anchors = 4 * rng.normal(size=(len(counts) + 1, length))
price = .02
ones = np.hstack([exact, np.ones((len(y), 1))])
centre = np.hstack([anchors, np.zeros((len(anchors), 1))])
share = 1 / (len(counts) * np.array(counts))[y]


def anchored(flat):
    w = flat.reshape(centre.shape)
    logs = log_softmax(ones @ w.T, axis=1)
    value = -(share * logs[np.arange(len(y)), y]).sum() + price / 2 * ((w - centre) ** 2).sum()
    excess = np.exp(logs)
    excess[np.arange(len(y)), y] -= 1
    return value, ((share[:, None] * excess).T @ ones + price * (w - centre)).ravel()


drawn = minimize(anchored, centre.ravel(), jac=True, method="L-BFGS-B",
                 options={"ftol": 1e-16, "gtol": 1e-12, "maxiter": 10000}).x.reshape(centre.shape)

folds = StratifiedKFold(5, shuffle=True, random_state=1)
logits = cross_val_predict(regression(100), exact, y, cv=folds, method="decision_function")
held = softmax(logits, axis=1)
said = held.argmax(axis=1)
precision, recall, f1, _ = precision_recall_fscore_support(y, said)
confusion = confusion_matrix(y, said)

k = held.shape[1]
known = share.sum() ** 2 / (share ** 2).sum()  # as many of equal weight tell as much
target = np.full(held.shape, 1 / k / (known + 1))
target[np.arange(len(y)), y] += known / (known + 1)
temperature = np.exp(minimize_scalar(lambda log: -share @ (target * log_softmax(logits / np.exp(log), axis=1)).sum(axis=1),
                                     bounds=(-7, 7), method="bounded", options={"xatol": 1e-12}).x)


def reliability(shares, ranges=10):
    """Weight, confidence, accuracy and Wilson's interval of each range with an answer; every class counts the same."""
    confidence, correct = shares.max(axis=1), y == shares.argmax(axis=1)
    place = np.digitize(confidence, np.linspace(0, 1, ranges + 1)[1:-1], right=True)
    rows = []
    for r in np.unique(place):
        weights = share[place == r]
        p, m, z = np.average(correct[place == r], weights=weights), weights.sum() ** 2 / (weights ** 2).sum(), norm.ppf(.975)
        ends = [(p + z * z / 2 / m + sign * z * np.sqrt(p * (1 - p) / m + (z / 2 / m) ** 2)) / (1 + z * z / m) for sign in (-1, 1)]
        rows.append([weights.sum(), np.average(confidence[place == r], weights=weights), p, *ends])
    return rows


def calibration_error(shares):
    return sum(weight * abs(p - confidence) for weight, confidence, p, *_ in reliability(shares))


def wilson(right, count):
    interval = binomtest(int(right), int(count)).proportion_ci(.95, "wilson")
    return [interval.low, interval.high]


right = np.diag(confusion)
either = confusion.sum(axis=0) + confusion.sum(axis=1) - right
recalls = np.array([wilson(r, m) for r, m in zip(right, confusion.sum(axis=1))])
mean = balanced_accuracy_score(y, said)
json.dump({
    "vectors": x.tolist(), "labels": labels, "classes": y.tolist(),
    "price": 1 / (c * len(y)), "weights": fitted.coef_.tolist(), "biases": fitted.intercept_.tolist(),
    "binary": {"price": 1 / (c * int(two.sum())), "probabilities": binary.predict_proba(exact[two]).tolist()},
    "anchored": {"price": price, "anchors": anchors.tolist(), "weights": drawn[:, :-1].tolist(),
                 "biases": drawn[:, -1].tolist()},
    "logits": logits.tolist(), "temperature": temperature,
    "confusion": confusion.tolist(), "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(),
    "precisionIntervals": [wilson(r, m) for r, m in zip(right, confusion.sum(axis=0))],
    "recallIntervals": recalls.tolist(),
    "f1Intervals": [[2 * j / (1 + j) for j in wilson(r, m)] for r, m in zip(right, either)],
    "balancedAccuracy": mean,
    "balancedAccuracyInterval": [mean - np.sqrt(((recall - recalls[:, 0]) ** 2).sum()) / k,
                                 mean + np.sqrt(((recalls[:, 1] - recall) ** 2).sum()) / k],
    "accuracy": float((said == y).mean()), "logLoss": log_loss(y, held, sample_weight=share),
    "brierScore": brier_score_loss(y, held, sample_weight=share, labels=range(k), scale_by_half=False),
    "reliability": reliability(held),
    "calibrationError": calibration_error(held), "calibratedError": calibration_error(softmax(logits / temperature, axis=1)),
}, open("classifier.json", "w"), separators=(",", ":"))
print(confusion, temperature, fitted.n_iter_)
