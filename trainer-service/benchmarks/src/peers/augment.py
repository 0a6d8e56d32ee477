#!/usr/bin/env python3
"""What `./lotic bench augment` times, as people run it in Python today: torchvision on Pillow.

Decodes each picture of a WebDataset tar and makes SwAV's crops of it as uint8 tensors, on one
thread of one process. Files are read into memory first. Prints lines, or one JSON object with
--json, under the names that the benchmark uses. Needs torch, torchvision and Pillow; on Debian
python3-torchvision brings all of them.
"""
import argparse
import io
import json
import os
import random
import statistics
import tarfile
import time

import PIL
import torch
import torchvision
from PIL import Image, ImageFilter
from torchvision import transforms

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")


class GaussianBlur:
    """Pillow's blur with a random radius, as in SwAV's code."""

    def __init__(self, p=0.5, radius_min=0.1, radius_max=2.0):
        self.p, self.radius_min, self.radius_max = p, radius_min, radius_max

    def __call__(self, image):
        if random.random() >= self.p:
            return image
        radius = random.uniform(self.radius_min, self.radius_max)
        return image.filter(ImageFilter.GaussianBlur(radius=radius))


def views(crops):
    """One transform per crop; the first group covers 0.14 to 1 of the picture, others 0.05 to 0.14."""
    made = []
    for group, spec in enumerate(crops.split(",")):
        count, size = (int(part) for part in spec.split("x"))
        scale = (0.14, 1.0) if group == 0 else (0.05, 0.14)
        one = transforms.Compose(
            [
                transforms.RandomResizedCrop(size, scale=scale),
                transforms.RandomHorizontalFlip(p=0.5),
                transforms.RandomApply([transforms.ColorJitter(0.8, 0.8, 0.8, 0.2)], p=0.8),
                transforms.RandomGrayscale(p=0.2),
                GaussianBlur(),
                transforms.PILToTensor(),
            ]
        )
        made += [one] * count
    return made


def decode(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def read(path):
    with tarfile.open(path) as tar:
        names = [m for m in tar if m.isfile() and m.name.lower().endswith(ENDINGS)]
        return [tar.extractfile(m).read() for m in names]


def rounds(pictures, treat, count, warm_up):
    """Pictures a second by the clock and by the processor's time, for each round."""
    wall, core = [], []
    for i in range(warm_up + count):
        t0, c0 = time.perf_counter(), time.process_time()
        for data in pictures:
            treat(data)
        if i >= warm_up:
            wall.append(len(pictures) / (time.perf_counter() - t0))
            core.append(len(pictures) / (time.process_time() - c0))
    return {"images_per_s": spread(wall), "images_per_core_s": spread(core)}


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def processor():
    try:
        with open("/proc/cpuinfo") as info:
            return next(line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        return os.uname().machine


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("tar", help="pictures")
    ap.add_argument("--crops", default="2x224,4x96")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--warm-up", type=int, default=1)
    ap.add_argument("--limit", type=int, default=None, help="take the first so many pictures only")
    ap.add_argument("--json", action="store_true", help="print one JSON object only")
    args = ap.parse_args()

    torch.set_num_threads(1)
    random.seed(1)
    torch.manual_seed(1)
    pictures = read(args.tar)[: args.limit]
    made = views(args.crops)

    def augment(data):
        image = decode(data)
        return [view(image) for view in made]

    load = os.getloadavg()[0]
    out = {
        "machine": f"{processor()}, {os.cpu_count()} cores, torchvision {torchvision.__version__}, "
        f"torch {torch.__version__}, Pillow {PIL.__version__}, load {load:.1f}",
        "pictures": len(pictures),
        "threads": 1,
        "rounds": args.rounds,
        "crops": args.crops,
        "decode": rounds(pictures, decode, args.rounds, args.warm_up),
        "augment": rounds(pictures, augment, args.rounds, args.warm_up),
    }
    if args.json:
        print(json.dumps(out))
        return
    print(out["machine"])
    for name in ("decode", "augment"):
        wall, core = out[name]["images_per_s"], out[name]["images_per_core_s"]
        print(
            f"{name:8} {wall['median']:8.0f} images/s   {core['median']:8.0f} per core "
            f"({core['min']:.0f} … {core['max']:.0f})"
        )


if __name__ == "__main__":
    main()
