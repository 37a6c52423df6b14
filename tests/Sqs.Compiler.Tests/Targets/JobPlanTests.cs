using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Tests.Targets;

public sealed class JobPlanTests
{
    private static readonly Target Device = TargetProfiles.IbmHeron;

    [Test]
    public void Every_job_keeps_every_limit_and_every_shot_runs_once()
    {
        var reasons = new HashSet<int>();
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            Target target = Device with
            {
                FeedForward = Device.FeedForward! with { BroadcastBudget = random.Next(50, 200) },
                Cost = new CostModel { SecondsPerJob = 2, DelayPerExecution = 1e-3 },
                Limits = new TargetLimits
                {
                    MaximumShots = random.Next(20, 200),
                    MaximumExecutions = random.Next(200, 3000),
                    MaximumPrograms = random.Next(1, 8),
                    MaximumGates = random.Next(50, 300),
                    MaximumBytes = JobPlan.EnvelopeBytes + random.Next(100, 2000),
                    MaximumWeightPerQubit = random.Next(100, 900),
                    MaximumQpuSeconds = 2.5 + (3 * random.NextDouble()),
                },
            };
            JobProgram[] programs = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => Program(i, random))];
            long shots = random.Next(1, 500);
            (JobPlan? plan, DiagnosticBag diagnostics) = JobPlan.Create(programs, shots, target);
            Assert.That(diagnostics, Is.Empty, $"seed {seed}");
            var taken = new Dictionary<(int Program, long Copy), long>();
            foreach (PlannedJob job in plan!.Jobs)
            {
                Check(programs, job, target, seed);
                foreach (JobPart part in job.Parts)
                {
                    for (long copy = part.FirstCopy; copy < part.FirstCopy + part.Copies; copy++)
                    {
                        Assert.That(taken.GetValueOrDefault((part.Program, copy)), Is.EqualTo(part.FirstShot), $"seed {seed}");
                        taken[(part.Program, copy)] = part.FirstShot + job.Shots;
                    }
                }
            }

            Assert.That(taken, Has.Count.EqualTo((int)programs.Sum(p => p.Copies)), $"seed {seed}");
            Assert.That(taken.Values, Is.All.EqualTo(shots), $"seed {seed}");
            reasons.Add(plan.Jobs.Count);
        }

        Assert.That(reasons, Has.Count.GreaterThan(10), "the draws must ask for different numbers of jobs");
    }

    [TestCase("bytes", 5)]
    [TestCase("programs", 10)]
    [TestCase("gates", 4)]
    [TestCase("weight", 5)]
    [TestCase("conditionals", 7)]
    [TestCase("executions", 3)]
    [TestCase("seconds", 10)]
    public void A_limit_alone_sets_the_number_of_jobs(string limit, int jobs)
    {
        // 20 programs of 100 gates, 1000 bytes, weight 300, broadcast cost 59, 100 shots of 1 ms each.
        TargetLimits none = new();
        Target target = Device with
        {
            Cost = new CostModel { DelayPerExecution = 1e-3 },
            FeedForward = Device.FeedForward! with { BroadcastBudget = limit == "conditionals" ? 3 * 59 : double.PositiveInfinity },
            Limits = limit switch
            {
                "bytes" => none with { MaximumBytes = JobPlan.EnvelopeBytes + 4999 },
                "programs" => none with { MaximumPrograms = 2 },
                "gates" => none with { MaximumGates = 599 },
                "weight" => none with { MaximumWeightPerQubit = 1200 },
                "executions" => none with { MaximumExecutions = 700 },
                "seconds" => none with { MaximumQpuSeconds = 0.25 },
                _ => none,
            },
        };
        JobProgram program = Program(100, 1000, 300, 59) with { Copies = 20 };
        Assert.That(JobPlan.Create([program], 100, target).Plan!.Jobs, Has.Count.EqualTo(jobs));
    }

    [Test]
    public void Shots_above_a_limit_are_spread_evenly()
    {
        Target target = TargetProfiles.IonQForte;
        JobPlan plan = JobPlan.Create([Program(10, 100, 1, 0)], 25_001, target).Plan!;
        // One job holds the program twice: the limit is one of shots a program, and both have the same number.
        Assert.That(plan.Jobs.SelectMany(j => j.Parts.Select(p => (p.FirstShot, j.Shots))), Is.EqualTo(new[] { (0L, 8334L), (8334L, 8334L), (16668L, 8333L) }));
        Assert.That(plan.Jobs, Has.Count.EqualTo(2));
        JobPlan single = JobPlan.Create([Program(10, 100, 1, 0)], 25_001, target with { Limits = target.Limits with { MaximumPrograms = 1 } }).Plan!;
        Assert.That(single.Jobs, Has.Count.EqualTo(3));
    }

    [Test]
    public void What_no_splitting_helps_is_refused_with_numbers()
    {
        Assert.That(Refusal(Program(150_001, 10, 1, 0), 1, TargetProfiles.IonQForte), Is.EqualTo("error SQS3133: program 'p' has 150001 gates; a job on 'ionq-forte' takes 150000, and a program cannot be split over jobs, so take fewer steps or neurons"));
        Assert.That(Refusal(Program(1, 50_000_000, 1, 0), 1, Device), Does.StartWith("error SQS3133: program 'p' has 50004096 bytes; a job on 'ibm-heron' takes 50000000"));
        Assert.That(Refusal(Program(1, 1, 26_800_001, 0), 1, Device), Does.Contain("26800001 control instructions on one qubit; a job on 'ibm-heron' takes 26800000"));
        Assert.That(Refusal(Program(1, 1, 1, 59 * 2401), 1, Device), Does.Contain("SQS3131"));
        JobProgram slow = Program(1, 1, 1, 0);
        Assert.That(Refusal(slow with { Resources = slow.Resources with { Duration = 4 * 3600 } }, 1, Device), Does.StartWith("error SQS3134: one execution of program 'p' takes 14402 s of QPU time; a job on 'ibm-heron' may take 10800 s"));
        Target demanding = Device with { Limits = new TargetLimits { MinimumShots = 500 } };
        Assert.That(Refusal(Program(1, 1, 1, 0), 499, demanding), Does.StartWith("error SQS3135: 499 shots in 1 jobs are fewer than the 500"));
    }

    [Test]
    public void A_compiled_program_knows_its_jobs_by_the_bytes_of_its_text()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("h", 0);
        builder.Measure(0, 0);
        Target target = Device with { Limits = Device.Limits with { MaximumBytes = JobPlan.EnvelopeBytes + 1000 } };
        CompiledProgram compiled = TargetCompiler.Compile(builder.Build(), target, new CompileOptions { Shots = 10, ParameterSets = 50 }).Program!;
        long bytes = compiled.Jobs.Jobs[0].Load.Bytes - JobPlan.EnvelopeBytes;
        long each = bytes / compiled.Jobs.Jobs[0].Load.Programs;
        Assert.That(each, Is.InRange(60, 120));
        Assert.That(compiled.Jobs.Jobs, Has.Count.EqualTo((int)Math.Ceiling(50.0 / (1000 / each))));
        Assert.That(compiled.Estimate.Jobs, Is.EqualTo(compiled.Jobs.Jobs.Count));
    }

    private static void Check(JobProgram[] programs, PlannedJob job, Target target, int seed)
    {
        TargetLimits limits = target.Limits;
        long copies = job.Parts.Sum(p => p.Copies);
        Assert.That(job.Shots, Is.LessThanOrEqualTo(limits.MaximumShots), $"seed {seed}");
        Assert.That(copies, Is.LessThanOrEqualTo(limits.MaximumPrograms), $"seed {seed}");
        Assert.That(copies * job.Shots, Is.LessThanOrEqualTo(limits.MaximumExecutions), $"seed {seed}");
        Assert.That(job.Parts.Sum(p => p.Copies * programs[p.Program].Gates), Is.LessThanOrEqualTo(limits.MaximumGates), $"seed {seed}");
        Assert.That(JobPlan.EnvelopeBytes + job.Parts.Sum(p => p.Copies * programs[p.Program].Bytes), Is.LessThanOrEqualTo(limits.MaximumBytes), $"seed {seed}");
        Assert.That(job.Parts.Sum(p => p.Copies * programs[p.Program].Resources.MaximumWeight), Is.LessThanOrEqualTo(limits.MaximumWeightPerQubit), $"seed {seed}");
        Assert.That(job.Parts.Sum(p => p.Copies * programs[p.Program].Resources.BroadcastCost), Is.LessThanOrEqualTo(target.FeedForward!.BroadcastBudget), $"seed {seed}");
        double seconds = 2 + job.Parts.Sum(p => p.Copies * job.Shots * (1e-3 + programs[p.Program].Resources.Duration));
        Assert.That(seconds, Is.LessThanOrEqualTo(limits.MaximumQpuSeconds + 1e-9), $"seed {seed}");
        Assert.That(job.Load.QpuSeconds, Is.EqualTo(seconds).Within(1e-9), $"seed {seed}");
    }

    private static JobProgram Program(int index, Random random)
    {
        JobProgram program = Program(random.Next(1, 50), random.Next(1, 100), random.Next(1, 100), random.Next(0, 50)) with { Name = $"p{index}", Copies = random.Next(1, 12) };
        return program with { Resources = program.Resources with { Duration = random.NextDouble() * 1e-3 } };
    }

    private static JobProgram Program(long gates, long bytes, long weight, double broadcast) => new(
        "p",
        new ProgramResources(1, 1, 0, gates, new Dictionary<string, long> { ["sx"] = gates }, gates, 0, 1, 0, 1, broadcast, 1, 1, 0, 0, 0, weight),
        bytes);

    private static string Refusal(JobProgram program, long shots, Target target)
    {
        (JobPlan? plan, DiagnosticBag diagnostics) = JobPlan.Create([program], shots, target);
        Assert.That(plan, Is.Null);
        return diagnostics.Single().ToString();
    }
}
