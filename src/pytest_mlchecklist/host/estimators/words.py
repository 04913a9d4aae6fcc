"""The names under which learners write data, settings, what is learnt, and methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _table(lines: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split()) for name, words in lines.items()}


DATA = _table({
    "at": "xtest test testx xnew newx new newdata testdata testset query queries xquery xpred xval xunseen "
    "unseen samplestopredict testpoints testsamples",
    "truth": "y ytrue ytest labels target targets truelabels yactual",
    "x": "x xtrain trainx train data features traindata trainingdata trainset xs inputs input samples points "
    "dataset datapoints observations examples designmatrix matrix arr array df xdata vectors rows datamat",
    "y": "y ytrain trainy labels label target targets trainlabels ylabels ys t outputs output ydata yvalues "
    "response classes",
})  # fmt: skip
"""Data, in lower case and without underscores."""

SETTINGS = _table({
    "C": "c cost penalty softmargin boxconstraint",
    "batch_size": "batchsize minibatchsize batch",
    "classes": "nclasses numclasses classcount",
    "clusters": "k nclusters numclusters clusters ncentroids numcentroids kclusters nbclusters",
    "components": "ncomponents numcomponents components ncomps ncomp k dim dims outputdim targetdim numdims "
    "topkcomponents npcs r",
    "degree": "degree polydegree",
    "features": "nfeatures numfeatures inputdim infeatures inputsize ninputs inputfeatures ndim nvars dim",
    "iterations": "iterations niters niterations numiterations maxiter maxiters maxiterations epochs nepochs "
    "numepochs maxepochs numiters niter iters iter steps nsteps numsteps maxsteps maxitr maxitrs nitr "
    "itr numitr maxnumiter",
    "learning_rate": "learningrate lr eta stepsize learnrate eta0 alpha step rate l rateoflearning",
    "neighbors": "k nneighbors neighbors numneighbors kneighbors",
    "outputs": "outputdim outfeatures outputsize noutputs",
    "regularization": "lambdaparam lambda lam lamda reg regularization regstrength lmbda regparam l2 alpha",
    "seed": "randomstate seed randomseed rng generator",
    "tolerance": "tolerance tol epsilon eps threshold convergencetolerance convergencethreshold delta "
    "minloss mindelta",
})  # fmt: skip
"""Settings, likewise; an argument `k` of a contract is a number of clusters, components or neighbors."""

LEARNT = _table({
    "centroids": "centroids clustercenters centers centres means prototypes codebook mu clustercentroids "
    "centroid center",
    "coefficients": "coef coefs coefficients w weights weight theta beta betas slope slopes m params "
    "parameters "
    "a coefficient thetas",
    "components": "components eigenvectors principalcomponents vh v w projection u pcs loadings "
    "projectionmatrix topcomponents basis",
    "inertia": "inertia wcss sse distortion",
    "intercept": "intercept b bias b0 c theta0 beta0 w0 const constant a0",
    "labels": "labels clusters clusterlabels assignments clusterassignments assigned predictions ypred",
    "maximum": "max maximum datamax maximums maxs xmax",
    "mean": "mean means mu average avg m xmean",
    "minimum": "min minimum datamin minimums mins xmin",
    "ratios": "explainedvarianceratio varianceratio explainedvariances ratios",
    "scale": "std scale sigma stddev deviation stdev s xstd range stds",
    "variances": "explainedvariance variances eigenvalues var variance explainedvariances",
})  # fmt: skip
"""What is learnt, by its role."""

METHODS = _table({
    "fit": "fit train learn fit_model train_model fit_line training cluster solve optimize optimise run "
    "gradient_descent fit_transform fit_predict compute calculate build",
    "predict": "predict predictions predict_labels predict_label classify predict_class predict_classes "
    "predict_all "
    "hypothesis assign assign_clusters get_labels predict_cluster forward __call__ _predict evaluate "
    "cluster run fit_predict",
    "transform": "transform project normalize normalise standardize standardise scale apply reduce encode "
    "__call__ forward _transform fit_transform",
    "inverse": "inverse_transform inverse invert denormalize denormalise unnormalize unscale destandardize "
    "unstandardize reconstruct restore inverse_scale inverse_normalize reverse_transform untransform "
    "reverse",
    "decision": "decision_function decision decision_scores score_samples margin margins _decision_function "
    "net_input raw_predict predict_raw decision_values project",
    "probabilities": "predict_proba predict_probability predict_probabilities predict_probs predict_prob "
    "probabilities proba _predict_proba",
    "score": "score accuracy evaluate r2_score r2 get_score",
})  # fmt: skip
"""Methods by the operation that they are, the likeliest first."""
