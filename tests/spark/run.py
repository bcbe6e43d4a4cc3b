#!/usr/bin/env python3
"""Runs `klarbrief batch` as the filter of Spark's `rdd.pipe` over a Parquet of letters, and compares with a single run.

    python3 tests/spark/run.py --program target/release/klarbrief [--letters 500] [--partitions 4]

Needs pyspark from PyPI and a Java (17 or newer) on the machine. Spark runs in local mode; nothing leaves the machine. Ends with 0 if
both runs give the same answer, byte for byte, to every letter.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]


def letters(count):
    """Letters of the corpus, again and again, each with an id of its own; one request in it is broken on purpose."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").rglob("*.txt"))]
    if not texts:
        sys.exit(f"no letters in {ROOT / 'corpus'}")
    rows = [(f"brief-{n:06}", texts[n % len(texts)]) for n in range(count - 1)]
    # An empty letter gets an error as its answer; the others are answered all the same.
    return rows + [(f"brief-{count - 1:06}", "")]


def request(row):
    return json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/klarbrief")
    parser.add_argument("--letters", type=int, default=500)
    parser.add_argument("--partitions", type=int, default=4)
    args = parser.parse_args()
    program = args.program.resolve()
    if not os.access(program, os.X_OK):
        sys.exit(f"{program} is no program: build it with `cargo build --release`")
    rows = letters(args.letters)

    spark = (
        SparkSession.builder.master("local[2]")
        .appName("klarbrief")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", str(args.partitions))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        parquet = f"{folder}/letters.parquet"
        spark.createDataFrame(rows, "id string, text string").repartition(args.partitions).write.parquet(parquet)

        started = time.monotonic()
        # One process a partition, one thread each: Spark already keeps all cores busy. A status other than 0 fails the job.
        answers = (
            spark.read.parquet(parquet)
            .rdd.map(request)
            .pipe(f"{shlex.quote(str(program))} batch --threads 1", checkCode=True)
            .collect()
        )
        parallel = time.monotonic() - started
        partitions = spark.read.parquet(parquet).rdd.getNumPartitions()
    spark.stop()

    started = time.monotonic()
    requests = "".join(request({"id": id, "text": text}) + "\n" for id, text in rows)
    single = subprocess.run(
        [program, "batch", "--threads", "1"], input=requests, capture_output=True, text=True, encoding="utf-8", check=True
    )
    alone = time.monotonic() - started

    by_id = {json.loads(line)["id"]: line for line in single.stdout.splitlines()}
    assert len(by_id) == len(rows), f"the single run answered {len(by_id)} of {len(rows)} letters"
    piped = {json.loads(line)["id"]: line for line in answers}
    assert len(answers) == len(piped) == len(rows), f"Spark answered {len(answers)} of {len(rows)} letters"
    different = [id for id, line in by_id.items() if piped.get(id) != line]
    assert not different, f"{len(different)} answers differ, first {different[0]}"
    errors = sum("error" in json.loads(line) for line in answers)
    assert errors == 1, f"{errors} errors instead of the one for the empty letter"
    print(
        f"{len(rows)} letters in {partitions} partitions: every answer is that of the single run "
        f"({parallel:.1f} s through Spark, {alone:.1f} s alone)"
    )


if __name__ == "__main__":
    main()
