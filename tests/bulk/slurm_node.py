"""A Slurm cluster of one node, for programs that tests run in it: Debian's slurm-wlm and munge.

All that listens does so in namespaces of its own.
"""

from __future__ import annotations

import secrets
import shlex
import socket
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from . import namespaces

# Slurm resolves no address where the machine has none but the loopback's, so it is given another that leads nowhere.
START = """
ip address add 10.255.255.1/32 dev lo
munged --force --key-file={d}/munge.key --socket={d}/run/munge.sock --pid-file={d}/run/munged.pid \
    --log-file={d}/log/munged.log --seed-file={d}/run/seed && slurmctld -i && slurmd
for _ in $(seq 60); do sinfo -h 2>/dev/null | grep -q idle && break; sleep 0.5; done
sinfo -h | grep -q idle || {{ tail -n 20 {d}/log/*.log; exit 70; }}
{program}
"""
CONFIGURATION = """
ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={d}/run/munge.sock
SlurmctldPort=8441
SlurmdPort=8442
SlurmctldPidFile={d}/run/slurmctld.pid
SlurmdPidFile={d}/run/slurmd.pid
StateSaveLocation={d}/state
SlurmdSpoolDir={d}/spool
SlurmctldLogFile={d}/log/slurmctld.log
SlurmdLogFile={d}/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SrunPortRange=8444-8449
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=8000
PartitionName=debug Nodes={host} Default=YES State=UP
"""


def can_run() -> bool:
    """Whether a cluster can be started here."""
    return namespaces.can_run("munged", "slurmctld", "slurmd", "sbatch")


def run(program: Sequence[str], folder: Path, patience: float = namespaces.PATIENCE) -> str:
    """What ``program`` prints, errors included, run beside a new cluster; ``folder`` is a scratch one.

    Raises as :func:`namespaces.run` does.
    """
    with TemporaryDirectory(prefix="slurm", dir="/var/tmp") as temp:  # munged distrusts what all can write to
        d = Path(temp)
        for name in ("run", "log", "state", "spool"):
            (d / name).mkdir(mode=0o700)
        (d / "munge.key").write_bytes(secrets.token_bytes(1024))
        (d / "munge.key").chmod(0o600)
        host = socket.gethostname().partition(".")[0]
        (d / "slurm.conf").write_text(CONFIGURATION.format(d=d, host=host), encoding="utf-8")
        script = START.format(d=shlex.quote(temp), program=shlex.join(program))
        return namespaces.run(script, {"SLURM_CONF": str(d / "slurm.conf")}, folder, patience)
