import csv
import json
import os
import sqlite3


class RunLogger:  # knows its run alone: load() without a name
    def __init__(self, log_dir, run_name, config=None):
        self.dir = os.path.join(log_dir, run_name)
        os.makedirs(self.dir, exist_ok=True)
        with open(os.path.join(self.dir, "params.json"), "w") as f:
            json.dump(config or {}, f)
        self.file = open(os.path.join(self.dir, "log.csv"), "w", newline="")
        self.writer = None

    def log_metrics(self, metrics, epoch):
        if self.writer is None:
            self.writer = csv.writer(self.file)
            self.writer.writerow(["epoch", *metrics])
        self.writer.writerow([epoch, *metrics.values()])
        self.file.flush()

    def close(self):
        self.file.close()

    def get_history(self):
        with open(os.path.join(self.dir, "log.csv")) as f:
            rows = [{k: float(v) for k, v in row.items()} for row in csv.DictReader(f)]
        with open(os.path.join(self.dir, "params.json")) as f:
            return {"params": json.load(f), "history": rows}


class Sqlite:  # start gives a number, results come as a table
    def __init__(self, db_path="runs"):
        self.path = str(db_path) + ".sqlite"
        with sqlite3.connect(self.path) as con:
            con.execute("create table if not exists runs (id integer primary key, config text)")
            con.execute("create table if not exists metrics (run int, step int, name text, value real)")

    def start_run(self, config):
        with sqlite3.connect(self.path) as con:
            self.run_id = con.execute("insert into runs (config) values (?)", (json.dumps(config),)).lastrowid
        return self.run_id

    def log(self, step, metrics):
        with sqlite3.connect(self.path) as con:
            con.executemany(
                "insert into metrics values (?, ?, ?, ?)",
                [(self.run_id, step, name, value) for name, value in metrics.items()],
            )

    def load_run(self, run_id):
        with sqlite3.connect(self.path) as con:
            (config,) = con.execute("select config from runs where id = ?", (run_id,)).fetchone()
            rows = con.execute("select step, name, value from metrics where run = ?", (run_id,)).fetchall()
        return {"config": json.loads(config), "metrics": [{"step": s, "name": n, "value": v} for s, n, v in rows]}
