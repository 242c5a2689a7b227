"""Records PyTorch's losses, forward and backward, for recordings/losses.json.

    /usr/bin/python3 packages/tensor/test/recordings/record_losses.py

Cases as in record.py; torch.test.ts computes the same. Every loss has its corners, and its reductions.
"""

import functools

import torch
import torch.nn.functional as F

from recording import record, write

torch.manual_seed(13)
cases = []
case = functools.partial(record, cases)


def r(*shape):
    return torch.randn(*shape)


# Differences of 0, of the threshold, and beyond.
x = torch.tensor([[0.0, 1.0, -1.0, 0.3], [-3.0, 2.0, 0.5, -0.5]])
y = torch.zeros(2, 4)
for reduction in ["mean", "sum", "none"]:
    case(f"mseLoss {reduction}", lambda x, y, k=reduction: F.mse_loss(x, y, reduction=k), x=x, y=y)
    case(f"l1Loss {reduction}", lambda x, y, k=reduction: F.l1_loss(x, y, reduction=k), x=x, y=y)
    case(f"smoothL1Loss {reduction}", lambda x, y, k=reduction: F.smooth_l1_loss(x, y, reduction=k, beta=0.5), x=x, y=y)
    case(f"huberLoss {reduction}", lambda x, y, k=reduction: F.huber_loss(x, y, reduction=k, delta=2), x=x, y=y)
case("smoothL1Loss zero", lambda x, y: F.smooth_l1_loss(x, y, beta=0), x=x[:, 1:].contiguous(), y=y[:, 1:].contiguous())

p = torch.tensor([[0.0, 1.0, 0.5, 0.25], [0.0, 1.0, 1e-6, 0.9]])
t = torch.tensor([[0.0, 1.0, 1.0, 0.5], [1.0, 0.0, 0.0, 1.0]])
inner = p[:, 2:].contiguous()
targets = t[:, 2:].contiguous()
case("binaryCrossEntropy", lambda x, y: F.binary_cross_entropy(x, y.detach()), x=inner, y=targets)
case("binaryCrossEntropy edges", lambda x, y: F.binary_cross_entropy(x, y.detach(), reduction="none"), x=p[:, :2].contiguous(), y=t[:, :2].contiguous())
case("binaryCrossEntropy weight", lambda x, y, w: F.binary_cross_entropy(x, y.detach(), w.detach(), reduction="sum"), x=inner, y=targets, w=torch.rand(2))
scores = torch.tensor([[0.0, 30.0, -30.0], [100.0, -100.0, 1.5]])
labels = torch.tensor([[0.0, 1.0, 1.0], [0.0, 0.3, 1.0]])
case("binaryCrossEntropyWithLogits", lambda x, y: F.binary_cross_entropy_with_logits(x, y.detach()), x=scores, y=labels)
case("binaryCrossEntropyWithLogits weights", lambda x, y, w, p: F.binary_cross_entropy_with_logits(x, y.detach(), w.detach(), pos_weight=p.detach(), reduction="none"),
     x=scores, y=labels, w=torch.rand(2, 1), p=torch.tensor([0.5, 2.0, 3.0]))

logs = torch.log_softmax(r(3, 4), 1)
shares = torch.tensor([[0.25, 0.25, 0.5, 0.0], [1.0, 0.0, 0.0, 0.0], [0.1, 0.2, 0.3, 0.4]])
for reduction in ["batchmean", "sum", "none"]:
    case(f"klDiv {reduction}", lambda x, y, k=reduction: F.kl_div(x, y.detach(), reduction=k), x=logs, y=shares)
case("klDiv logs", lambda x, y: F.kl_div(x, y.detach(), log_target=True, reduction="batchmean"), x=logs, y=torch.log_softmax(r(3, 4), 1))

a, b = torch.tensor([1.0, 2.0, 0.0, 1.0]), torch.tensor([1.0, 1.0, 0.5, 3.0])
sides = torch.tensor([1.0, 1.0, -1.0, -1.0])
case("marginRankingLoss", lambda a, b, y: F.margin_ranking_loss(a, b, y.detach()), a=a, b=b, y=sides)
case("marginRankingLoss margin", lambda a, b, y: F.margin_ranking_loss(a, b, y.detach(), margin=0.5, reduction="none"), a=a, b=b, y=sides)
u, v = r(4, 3), r(4, 3)
case("cosineEmbeddingLoss", lambda a, b, y: F.cosine_embedding_loss(a, b, y.detach()), a=u, b=v, y=sides)
case("cosineEmbeddingLoss margin", lambda a, b, y: F.cosine_embedding_loss(a, b, y.detach(), margin=0.3, reduction="none"), a=u, b=v, y=-sides)

classes = torch.tensor([2, 0, 1, 2])
case("crossEntropy sum", lambda x, y: F.cross_entropy(x, y, label_smoothing=0.2, reduction="sum"), x=r(4, 3), y=classes)
case("crossEntropy weights", lambda x, y, w: F.cross_entropy(x, y, w.detach(), reduction="none"), x=r(4, 3), y=classes, w=torch.rand(3))
case("crossEntropy one", lambda x, y: F.cross_entropy(x, y), x=r(3), y=torch.tensor(1))
case("crossEntropy class weights", lambda x, p, w: F.cross_entropy(x, p.detach(), w.detach(), reduction="sum"), x=r(2, 3), p=torch.softmax(r(2, 3), 1), w=torch.rand(3))
case("nllLoss weights", lambda x, y, w: F.nll_loss(x, y, w.detach(), ignore_index=1), x=r(4, 3), y=classes, w=torch.rand(3))
case("cosineSimilarity", lambda a, b: F.cosine_similarity(a, b, dim=0), a=u, b=v)
case("normalize", lambda x: F.normalize(x, dim=1), x=torch.tensor([[3.0, 4.0], [0.0, 0.0]]))

write("losses.json", cases)
