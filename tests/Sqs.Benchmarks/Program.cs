return args is ["usps", .. var rest] ? await Sqs.Benchmarks.Acceptance.UspsExperiment.RunAsync(rest) : 2;
