using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Simulation.Tests.Equivalence;

/// <summary>The fused program means what the network's definition says, in every form of feed-forward.</summary>
public sealed class FusedPlanTests
{
    private const int NetworksACase = 25;

    private static readonly Target[] Targets =
    [
        TargetProfiles.Native,
        TargetProfiles.Native with { Name = "whole registers", FeedForward = new FeedForward { MaximumConditionBits = 32 } },
        TargetProfiles.Native with { Name = "any condition", FeedForward = new FeedForward { AnyCondition = true } },
    ];

    [Test]
    public void Random_networks_run_as_defined([Range(0, 3)] int block)
    {
        var forms = new HashSet<FeedForwardForm>();
        int compared = 0;
        for (int i = 0; i < NetworksACase; i++)
        {
            int seed = (block * NetworksACase) + i;
            var random = new System.Random(seed);
            NetworkGraph graph = RandomNetworks.Recurrent(random);
            bool[][,] spikes = [.. graph.Inputs.Select(input => Spikes(graph.Steps, input.Size, random))];
            var reference = new TrainFactorization(graph, spikes);
            SortedDictionary<string, double> expected = reference.Joint();
            Assert.That(expected.Values.Sum(), Is.EqualTo(1).Within(1e-9));
            foreach (Target target in Targets)
            {
                var options = new FusedPlanOptions { Parameters = random.Next(2) == 0 ? ParameterBinding.Literal : ParameterBinding.Inputs };
                (FusedPlan? plan, DiagnosticBag diagnostics) = FusedPlan.Create(graph, target, options);
                if (plan is null)
                {
                    Assert.That(diagnostics.Select(d => d.Code).Distinct(), Is.EqualTo(new[] { "SQS3106" }), "only several registers may be refused");
                    Assert.That(target.Name, Is.EqualTo("whole registers"));
                    continue;
                }

                compared++;
                forms.UnionWith(plan.Decisions.Select(d => d.Form));
                Assert.That(CircuitVerifier.Verify(plan.Program).Concat(new FeedForwardPredicate(target.FeedForward!).Violations(plan.Program)), Is.Empty);
                CircuitProgram bound = new PassPipeline([new BindInputsPass([.. plan.Bind(reference.External)]), new FoldPass()])
                    .Run(plan.Program, new PassContext(target), audit: true);
                ExactEquivalence.AssertDistribution(expected, bound, $"seed {seed}, {target.Name}");
            }
        }

        Assert.That(compared, Is.GreaterThan(2 * NetworksACase));
        Assert.That(forms, Is.EquivalentTo(Enum.GetValues<FeedForwardForm>()));
    }

    private static bool[,] Spikes(int steps, int lines, System.Random random)
    {
        bool[,] spikes = new bool[steps, lines];
        for (int step = 0; step < steps; step++)
        {
            for (int line = 0; line < lines; line++)
                spikes[step, line] = random.Next(2) == 0;
        }

        return spikes;
    }
}
