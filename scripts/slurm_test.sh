#!/bin/sh
# Runs a search under real schedulers on this machine and compares bytes: shards as a Slurm job array with the script that
# 'plumb slurm' prints, the same with every shard stopped on the way and submitted again, shards under GNU parallel, and a
# search that is stopped and continued, each against the search run in one go.
#   scripts/slurm_test.sh PLUMB [CLAIM]
# Needs slurm-wlm, munge and parallel from Debian's packages, and installs them when they are missing. The cluster has one
# node, lives in a temporary folder, listens on localhost, and is gone afterwards.
set -eu
PATH=$PATH:/usr/sbin:/sbin
cd "$(dirname "$0")/.."

fail() {
  echo "slurm_test: $*" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }
say() { echo "$(($(date +%s) - begin)) s  $*"; }

[ $# -ge 1 ] || fail "which plumb? scripts/slurm_test.sh PLUMB [CLAIM]"
[ -x "$1" ] || fail "$1: no such program; 'make build' makes it"
plumb=$(realpath "$1")
claim=$(realpath "${2:-proofs-data/claims/conjecture-F1.claim}")
begin=$(date +%s)
shards=4

# ---- the schedulers

missing=
for pair in slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client munged:munge parallel:parallel; do
  has "${pair%%:*}" || missing="$missing ${pair#*:}"
done
if [ -n "$missing" ]; then
  has apt-get || fail "missing$missing, and no apt-get here"
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || fail "missing$missing; not root and no sudo"
    as_root="sudo -n"
  fi
  apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
  $apt update >&2
  # shellcheck disable=SC2086
  $apt install -y --no-install-recommends $missing >&2
fi

scratch=$(mktemp -d)
daemons=
stop() {
  code=$?
  trap - EXIT
  # By their process ids, the node first.
  for process in $daemons; do kill "$process" 2>/dev/null || true; done
  wait
  if [ "$code" -ne 0 ] && [ -d "$scratch/cluster" ]; then
    tail -n 5 "$scratch"/cluster/*.log "$scratch"/*/*.log >&2 || true
  fi
  rm -rf "$scratch"
  exit "$code"
}
trap stop EXIT
trap 'exit 130' INT TERM

# ---- a cluster of one node

cluster=$scratch/cluster
mkdir -p "$cluster/state" "$cluster/spool"
chmod 755 "$scratch" "$cluster"
(
  umask 077
  head -c 128 /dev/urandom > "$cluster/munge.key"
)
# Two ports that nobody listens on.
ports=$(python3 -c 'import socket
sockets = [socket.socket() for _ in range(2)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))')
node=$(hostname)
user=$(whoami)
cat > "$cluster/slurm.conf" <<CONF
ClusterName=plumb
SlurmctldHost=$node(127.0.0.1)
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$cluster/munge.socket
CredType=cred/munge
SlurmctldPort=${ports% *}
SlurmdPort=${ports#* }
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$cluster/slurm.conf"

# The temporary folder may lie in one that others can write to, which munged only takes with --force.
munged --foreground --force --key-file="$cluster/munge.key" --socket="$cluster/munge.socket" \
  --pid-file="$cluster/munge.pid" --seed-file="$cluster/munge.seed" --log-file="$cluster/munge.log" 2>/dev/null &
daemons=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
  [ -S "$cluster/munge.socket" ] && break
  sleep 0.2
done
slurmctld -D -c >/dev/null 2>&1 &
daemons="$! $daemons"
slurmd -D >/dev/null 2>&1 &
daemons="$! $daemons"
for _ in $(seq 60); do
  sinfo --noheader 2>/dev/null | grep -q idle && break
  sleep 0.5
done
sinfo --noheader 2>/dev/null | grep -q idle || fail "the cluster did not start"
say "$(sinfo --version) with $(munged --version | head -n 1 | cut -d' ' -f1), one node, 2 processors"

# ---- the search in one go, long enough to be interrupted

# 0 or 1: a search that is done, whatever it found.
done_or_found() { "$@" || [ $? -eq 1 ]; }

trials=4000
while :; do
  started=$(date +%s%N)
  done_or_found "$plumb" search "$claim" --trials "$trials" --threads 1 --output "$scratch/whole.json" >/dev/null
  took=$((($(date +%s%N) - started) / 1000000))
  [ "$took" -ge 8000 ] && break
  trials=$((trials * (took < 1000 ? 8 : 2)))
done
say "$trials trials in one go: $took ms on one thread"

same() { cmp "$1" "$scratch/whole.json" || fail "$2 gives other bytes"; }
stem=$(basename "$claim" .claim)
merge() { done_or_found "$plumb" merge --output merged.json "$stem"-shard-*-of-$shards.json >/dev/null; }
fresh() {
  mkdir "$scratch/$1"
  cd "$scratch/$1"
  "$plumb" slurm "$claim" --shards $shards --trials "$trials" --time 10min --executable "$plumb" > job.sh
}

done_or_found "$plumb" search "$claim" --trials "$trials" --threads 2 --output "$scratch/two.json" >/dev/null
same "$scratch/two.json" "a run on two threads"
say "two threads: the same bytes"

# ---- a job array, and the merge as the dependent job that the script describes

fresh array
sed -n '/^#   job=/,/^#   sbatch/s/^#   //p' job.sh | sed 's/SCRIPT/job.sh/' > submit.sh
# The output of the search itself is compared, so the dependent job is waited for.
sed 's/^sbatch /sbatch --wait /' submit.sh > submit-and-wait.sh
sh ./submit-and-wait.sh >/dev/null || [ $? -eq 1 ] || fail "the array or its merge failed"
same "$stem.json" "the job array"
say "a job array of $shards shards, merged by the dependent job: the same bytes"

# ---- the same with every shard stopped and submitted again

fresh stopped
job=$(sbatch --parsable job.sh)
for _ in $(seq 40); do
  [ "$(squeue --noheader --states=running --job "$job" | wc -l)" -ge 2 ] && break
  sleep 0.25
done
sleep 1
scancel "$job" --state=pending
scancel --signal=TERM --batch "$job"
while [ "$(squeue --noheader --job "$job" 2>/dev/null | wc -l)" -gt 0 ]; do sleep 0.25; done
stopped=$(cat ./*.log | grep -c 'stopped by SIGTERM') || fail "no shard was stopped: the trials are too few"
code=0
"$plumb" merge "$stem"-shard-*-of-$shards.json >/dev/null 2>merge.err || code=$?
[ "$code" -eq 2 ] || fail "a merge of stopped shards exits with $code, not 2"
say "$stopped shards stopped by SIGTERM; merge says: $(cat merge.err)"
sbatch --wait job.sh >/dev/null || fail "the array that continues failed"
merge
same merged.json "the continued array"
say "submitted again: the same bytes"

# ---- GNU parallel

mkdir "$scratch/parallel"
cd "$scratch/parallel"
seq $shards | parallel -j2 --will-cite \
  "$plumb search $claim --shards $shards --trials $trials --threads 1 --output $stem-shard-{}-of-$shards.json" \
  >/dev/null 2>parallel.err || fail "parallel: $(cat parallel.err)"
[ "$(grep -c 'from PARALLEL_SEQ' parallel.err)" -eq $shards ] || fail "the shards do not come from PARALLEL_SEQ"
merge
same merged.json "GNU parallel"
say "GNU parallel: the same bytes"

# ---- stopped and continued without a scheduler

mkdir "$scratch/alone"
cd "$scratch/alone"
set --
stops=0
for signal in INT TERM INT; do
  "$plumb" search "$claim" --trials "$trials" --threads 2 --checkpoint record.json --output record.json "$@" \
    >/dev/null 2>>search.log &
  process=$!
  sleep 1
  kill -"$signal" "$process" 2>/dev/null || true
  code=0
  wait "$process" || code=$?
  [ "$code" -eq 75 ] || break
  stops=$((stops + 1))
  set -- --resume record.json
done
[ "$stops" -eq 3 ] || fail "stopped $stops times of 3, the last exit code was $code"
done_or_found "$plumb" search "$claim" --checkpoint record.json --output record.json "$@" >/dev/null
same record.json "a search stopped three times"
say "stopped three times and continued: the same bytes"
