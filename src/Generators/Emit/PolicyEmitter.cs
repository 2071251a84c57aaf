using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Writes the file of one policy: its resolver, in the user's type or in one of its own.</summary>
internal static class PolicyEmitter
{
    public static string Emit(ResolvedPolicy policy)
    {
        var writer = new CodeWriter();
        var shape = policy.Shape;
        string[] bases = [Names.Resolver, $"{Names.GeneratedResolver}<{shape.Type.Name}>"];

        TypeEmitter.Head(writer, shape.Namespace);
        if (shape.Form == ResolverForm.OwnType)
        {
            TypeEmitter.Reopen(writer, shape.Types, bases, () => EmitMembers(writer, policy));
            return writer.ToString();
        }

        writer.Summary(shape.Form == ResolverForm.Assembly
            ? "Resolves clients by the policy that is declared on the assembly."
            : $"Resolves clients by the policy that is declared on <c>{Literals.Xml(shape.DeclaredOn)}</c>.");
        writer.Line(Names.GeneratedCode);
        writer.Line($"internal sealed class {shape.Type.Name} :");
        TypeEmitter.Bases(writer, bases);
        using (writer.Open())
        {
            EmitMembers(writer, policy);
        }

        return writer.ToString();
    }

    private static void EmitMembers(CodeWriter writer, ResolvedPolicy policy)
    {
        if (policy.Problem is { } problem)
        {
            InvalidPolicyEmitter.Emit(writer, policy, problem);
        }
        else
        {
            var names = new PolicyNames(policy);
            new StateEmitter(writer, policy, names).Emit();
            new ResolveEmitter(writer, policy, names).Emit();
        }

        writer.Summary("Names the policies of this assembly.");
        writer.List(
            $"static void {Names.GeneratedResolver}<{policy.Shape.Type.Name}>.RegisterAssemblyPolicies(", [$"{Names.Registry} registry"], ")");
        using (writer.Indent())
        {
            writer.Line($"=> {Names.AssemblyPolicies}.Register(registry);");
        }
    }
}
