"""stub"""
def find_contradictions(context, outline, plan, tables):
    return ()
