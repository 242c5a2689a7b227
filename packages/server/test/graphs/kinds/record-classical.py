"""Records what scikit-learn makes of some data, for classical.test.ts: python3 record-classical.py > classical.json"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn import datasets, ensemble, linear_model, model_selection, neighbors, neural_network, svm, tree

warnings.filterwarnings("ignore")
iris = datasets.load_iris()
names = [iris.target_names[k] for k in iris.target]
out = {}

made = {}
for kind in ("circles", "moons"):
    make = getattr(datasets, f"make_{kind}")
    more = {"factor": 0.5} if kind == "circles" else {}
    made[kind] = make(n_samples=31, noise=0.1, random_state=42, **more)
made["blobs"] = datasets.make_blobs(n_samples=31, centers=4, cluster_std=0.5, random_state=7)
made["classification"] = datasets.make_classification(
    n_samples=31, n_features=2, n_informative=2, n_redundant=0, n_clusters_per_class=1, flip_y=0.1, random_state=3)
out["synthetic"] = {k: {"x": x.tolist(), "y": [str(c) for c in y]} for k, (x, y) in made.items()}

rows = np.arange(150)
for stratify in (False, True):
    train, test = model_selection.train_test_split(
        rows, test_size=0.23, random_state=42, stratify=names if stratify else None)
    out[f"split_{stratify}"] = {"train": train.tolist(), "test": test.tolist()}

train, test = model_selection.train_test_split(rows, test_size=0.2, random_state=1)
x, y, q = iris.data[train], [names[i] for i in train], iris.data[test]
out["train"], out["test"] = train.tolist(), test.tolist()

knn = []
for weights in ("uniform", "distance"):
    for metric in ("minkowski", "manhattan", "chebyshev", "cosine"):
        m = neighbors.KNeighborsClassifier(7, weights=weights, metric=metric).fit(x, y)
        knn.append({"weights": weights, "metric": metric, "probabilities": m.predict_proba(q).tolist()})
out["knn"] = knn

lines = []
for fit_intercept in (True, False):
    m = linear_model.LinearRegression(fit_intercept=fit_intercept).fit(x[:, :3], x[:, 3])
    lines.append({"fit_intercept": fit_intercept, "coef": m.coef_.tolist(), "intercept": float(m.intercept_),
                  "predictions": m.predict(q[:, :3]).tolist()})
out["linear"] = lines

logistic = []
for penalty in ("l2", "l1", "none"):
    for two in (False, True):
        keep = [i for i, label in enumerate(y) if not two or label != "setosa"]
        solver = "saga" if penalty == "l1" else "lbfgs"
        # Overlapping classes and a strong penalty have one clear best.
        m = linear_model.LogisticRegression(C=0.5, penalty=None if penalty == "none" else penalty, solver=solver,
                                            tol=1e-9, max_iter=100000)
        cols = [0, 1] if penalty == "none" else [0, 1, 2, 3]
        if penalty == "none" and not two:
            continue
        m.fit(x[keep][:, cols], [y[i] for i in keep])
        logistic.append({"penalty": penalty, "two": two, "cols": cols, "coef": m.coef_.tolist(),
                         "probabilities": m.predict_proba(q[:, cols]).tolist()})
out["logistic"] = logistic

# Continuous columns: no two splits are equally good.
cloud, groups = datasets.make_blobs(n_samples=120, n_features=3, centers=4, cluster_std=4.0, random_state=5)
groups = [str(k) for k in groups]
ask = np.random.RandomState(0).uniform(-10, 10, (40, 3))
out["cloud"] = {"x": cloud.tolist(), "y": groups, "query": ask.tolist()}
trees = []
for criterion in ("gini", "entropy"):
    for depth in (2, 3):
        m = tree.DecisionTreeClassifier(criterion=criterion, max_depth=depth, random_state=0).fit(cloud, groups)
        trees.append({"criterion": criterion, "max_depth": depth, "predictions": m.predict(ask).tolist(),
                      "importances": m.feature_importances_.tolist(), "text": tree.export_text(m)})
out["trees"] = trees

forest = ensemble.RandomForestClassifier(100, random_state=0).fit(x, y)
out["forest"] = {"predictions": forest.predict(q).tolist()}

machines = []
for kernel in ("linear", "rbf", "poly", "sigmoid"):
    for gamma in ("scale", "auto", 0.3):
        m = svm.SVC(C=2.0, kernel=kernel, gamma=gamma).fit(x, y)
        machines.append({"kernel": kernel, "gamma": str(gamma), "predictions": m.predict(q).tolist(),
                         "support": m.support_.tolist()})
out["svm"] = machines

nets = []
for activation in ("relu", "tanh", "logistic"):
    for two in (False, True):
        keep = [i for i, label in enumerate(y) if not two or label != "setosa"]
        m = neural_network.MLPClassifier((8, 5), activation=activation, max_iter=60, learning_rate_init=0.01,
                                         random_state=42).fit(x[keep], [y[i] for i in keep])
        nets.append({"activation": activation, "two": two, "loss": m.loss_, "epochs": m.n_iter_,
                     "probabilities": m.predict_proba(q).tolist()})
out["mlp"] = nets


def short(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {k: short(v) for k, v in value.items()}
    return [short(v) for v in value] if isinstance(value, list) else value


json.dump(short(out), sys.stdout, separators=(",", ":"))
